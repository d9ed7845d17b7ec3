import { officeAddress, single } from "#app/office/_parts/address.ts";
import { type ListFilter, marks } from "#lib/appeals/list-filter.ts";

export type Search = Promise<Record<string, string | string[] | undefined>>;
const values = ["q", "status", "department", "category", "district", "channel", "executor", "problem", "occasion", "from", "to", "people", "sort", "after"] as const;

/** The list's view as it stands in the address; `all`: every case of the page is ticked. */
export async function readQuery(search: Search): Promise<{ filter: ListFilter; done: string; all: boolean }> {
  const sent = await search;
  const of = (name: string) => single(sent[name])?.slice(0, 300).replaceAll("\0", "");
  return { filter: filterOf(of), done: of("done") ?? "", all: of("all") !== undefined };
}

/** A view from its parameters, whatever else stands beside them. */
export function filterOf(of: (name: string) => string | undefined | null): ListFilter {
  return Object.fromEntries([
    ...values.flatMap((name) => (of(name) ? [[name, of(name)]] : [])), ...marks.flatMap((mark) => (of(mark) ? [[mark, true]] : [])),
  ]) as ListFilter;
}

/** A saved view's query as a filter. */
export const filterOfQuery = (query: string): ListFilter => {
  const parameters = new URLSearchParams(query);
  return filterOf((name) => parameters.get(name));
};

const parameters = (filter: ListFilter): Record<string, string | undefined> =>
  ({ ...Object.fromEntries(values.map((name) => [name, filter[name]])), ...Object.fromEntries(marks.map((mark) => [mark, filter[mark] ? "1" : undefined])) });

/** The address of a view, or of a case beside it. */
export const viewAddress = (filter: ListFilter, id: number | null = null): string => officeAddress(id === null ? "/office/cases" : `/office/cases/${id}`, parameters(filter));

/** The view alone, as a form carries it back. */
export const viewQuery = (filter: ListFilter): string => viewAddress(filter).split("?")[1] ?? "";
