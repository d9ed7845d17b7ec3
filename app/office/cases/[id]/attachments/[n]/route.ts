import { fileAnswer } from "#app/office/cases/[id]/file-answer.ts";
import { fileOf } from "#lib/appeals/thread.ts";
import { askedRange } from "#lib/exports/conditional.ts";

/** What a browser may show by itself; everything else is only ever saved. */
const shown = /^(image\/(jpeg|png|webp)|audio\/|video\/)/;

/** A name that no file system or header stumbles over; what says where a text turns round is left out. */
const safeName = (name: string) => encodeURIComponent(name.replace(/[\p{C}\/\\:*?"<>|]/gu, "").slice(0, 150) || "file").replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

/** A file that a resident sent, as the bytes that it is: never run, never guessed at, in a sandbox even when opened by itself. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string; n: string }> }): Promise<Response> {
  const { id, n } = await params;
  return fileAnswer([id, n], async (actor) => {
    const { number, name, type, content } = await fileOf(actor, Number(id), Number(n));
    const part = askedRange(request, content.length, "", new Date(0)); // Safari plays nothing that it can't have in parts
    if (part === "unsatisfiable") return { body: Buffer.alloc(0), status: 416, headers: { "content-range": `bytes */${content.length}` } };
    return { body: part ? content.subarray(part.start, part.end + 1) : content, status: part ? 206 : 200, headers: {
      "accept-ranges": "bytes", ...(part ? { "content-range": `bytes ${part.start}-${part.end}/${content.length}` } : {}), "content-type": type, "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin",
      "content-security-policy": "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      "content-disposition": `${shown.test(type) ? "inline" : "attachment"}; filename*=UTF-8''${safeName(name ?? `${number} ${n}.${type.split("/")[1]!.replace(/^.*[.+-]/, "")}`)}`,
    } };
  });
}
