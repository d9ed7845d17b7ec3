/** What the server makes of a photo (lib/resident/photo.ts), and how small one is that travels as it is. */
const longestSide = 2000, smallEnough = 400 * 1024, taken = /^image\/(jpeg|png|webp)$/;
/** As much as the door lets in (scripts/serve/door.ts), less what surrounds the files. */
const largest = 47 * 1024 * 1024;

/**
 * A form as it travels: its photos no larger than the server makes them anyway, for a telephone's 5 MB take minutes on a bad line, and
 * where and when they were taken stays in the telephone. What this browser can't draw goes as it is.
 * @returns null when it is too large all the same
 */
export async function toTravel(form: FormData): Promise<FormData | null> {
  const files = form.getAll("photos");
  form.delete("photos");
  for (const file of files) form.append("photos", typeof file === "string" ? file : await small(file));
  return [...form.values()].reduce((sum, value) => sum + (typeof value === "string" ? value.length : value.size), 0) > largest ? null : form;
}

async function small(file: File): Promise<File> {
  if (file.size === 0 || (taken.test(file.type) && file.size <= smallEnough)) return file;
  try {
    // By an <img>: older Safaris forget in createImageBitmap that the telephone was held sideways. It also opens HEIC, where the telephone can.
    const picture = Object.assign(new Image(), { src: await dataAddress(file) });
    await picture.decode();
    const scale = Math.min(1, longestSide / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.naturalWidth * scale), height: Math.round(picture.naturalHeight * scale) });
    const drawn = canvas.getContext("2d")!;
    drawn.fillStyle = "#ffffff";
    drawn.fillRect(0, 0, canvas.width, canvas.height);
    drawn.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return made && (made.size < file.size || !taken.test(file.type)) ? new File([made], file.name, { type: made.type }) : file;
  } catch {
    return file;
  }
}

const dataAddress = (file: File) => new Promise<string>((resolve, reject) => {
  const reader = Object.assign(new FileReader(), { onload: () => resolve(String(reader.result)), onerror: reject });
  reader.readAsDataURL(file);
});
