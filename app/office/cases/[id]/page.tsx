import { CasesPage } from "#app/office/cases/cases-page.tsx";
import type { Search } from "#app/office/cases/query.ts";

export const instant = false;

export default async function Page({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Search }) {
  const { id } = await params;
  // No case has the id 0: an address that isn't a number is missing like any other.
  return <CasesPage search={searchParams} id={/^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0} />;
}
