import { officeAddress } from "#app/office/_parts/address.ts";
import { viewAddress, viewQuery } from "#app/office/cases/query.ts";
import type { ListFilter } from "#lib/appeals/list.ts";

/** Where a case is open: beside which list, and so where its forms and links lead back to. */
export type Place = {
  /** The list's view as forms carry it in their field `list`. */
  list: string;
  back: { href: string; label: string };
  /** A case's address beside the same list. */
  of(id: number): string;
};

export const casesPlace = (filter: ListFilter, label: string): Place =>
  ({ list: viewQuery(filter), back: { href: viewAddress(filter), label }, of: (id) => viewAddress(filter, id) });

/** The inbox's address, at a case or at none; `after` is a place in its feed. */
export const inboxAddress = (id: number | null, after?: string): string => officeAddress("/office/inbox", { case: id === null ? undefined : String(id), after });

export const inboxPlace = (after: string | undefined, label: string): Place =>
  ({ list: new URLSearchParams({ inbox: "1", ...(after ? { after } : {}) }).toString(), back: { href: inboxAddress(null, after), label }, of: (id) => inboxAddress(id, after) });

/** Where a case's form comes back to: the case, beside the list it was opened from. */
export function backTo(id: number, list: string | undefined): string {
  const view = new URLSearchParams(list);
  if (view.has("inbox")) return inboxAddress(id, view.get("after") ?? undefined);
  return officeAddress(`/office/cases/${id}`, Object.fromEntries(view));
}
