/**
 * React gives a textarea its first text back when it takes over the server's page, and what was typed until then would
 * be gone (React 19.3, initTextarea). So it is noted from the moment this module is loaded, and put back.
 */
const typed = new WeakMap<HTMLTextAreaElement, string>();

function note(area: unknown): void {
  if (area instanceof HTMLTextAreaElement && area.value !== area.defaultValue) typed.set(area, area.value);
}
if (typeof document !== "undefined") {
  document.querySelectorAll("textarea").forEach(note);
  document.addEventListener("input", (event) => note(event.target), true);
}

/** A textarea's ref: called when React has taken it over. */
export function keepTyped(area: HTMLTextAreaElement | null): void {
  const text = area ? typed.get(area) : undefined;
  if (text !== undefined && area!.value !== text) area!.value = text;
}
