const place = "openAkimatForm";

/** The fields of a form, photos aside: they are too large for this. */
export const fieldsOf = (form: FormData): [string, string][] => [...form].filter((field): field is [string, string] => typeof field[1] === "string" && !["kept", "drop", "homepage"].includes(field[0]) && !field[0].startsWith("$"));

/**
 * Keeps a form with this tab's place in its history: it is there after a reload, or when a telephone has put the tab to sleep while its
 * owner looked for a photo, and it goes with the tab. No other tab, page or visit sees it.
 */
export const remember = (fields: [string, string][]) => history.replaceState({ ...history.state, [place]: fields }, "");

/** What the tab kept of the form, as a form; null: nothing. Who follows a link to this page begins anew when he is done: browsers keep the entry of a page that leads to itself. */
export function remembered(): FormData | null {
  const fields = (history.state as Record<string, unknown> | null)?.[place];
  if (!Array.isArray(fields)) return null;
  const form = new FormData();
  for (const [name, value] of fields as [string, string][]) form.set(name, value);
  const [came] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return form.get("go") === "talon" && came?.type === "navigate" ? null : form;
}
