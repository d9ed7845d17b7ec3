import { officeAddress, single } from "#app/office/_parts/address.ts";
import type { ListFilter } from "#lib/appeals/list.ts";

export type Search = Promise<Record<string, string | string[] | undefined>>;

/** The list's view as it stands in the address. */
export async function readQuery(search: Search): Promise<{ filter: ListFilter; done: string }> {
  const all = await search;
  const of = (name: string) => single(all[name])?.slice(0, 300).replaceAll("\0", "");
  const named = Object.fromEntries(["q", "status", "department", "category", "district", "channel", "after"].flatMap((name) => (of(name) ? [[name, of(name)!]] : [])));
  return { filter: { ...named, ...(of("overdue") ? { overdue: true } : {}) }, done: of("done") ?? "" };
}

/** The address of a view, or of a case beside it. */
export function viewAddress(filter: ListFilter, id: number | null = null): string {
  const { overdue, ...rest } = filter;
  return officeAddress(id === null ? "/office/cases" : `/office/cases/${id}`, { ...rest, overdue: overdue ? "1" : undefined });
}

/** The view alone, as a form carries it back. */
export const viewQuery = (filter: ListFilter): string => viewAddress(filter).split("?")[1] ?? "";
