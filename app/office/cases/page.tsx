import { CasesPage } from "#app/office/cases/cases-page.tsx";
import type { Search } from "#app/office/cases/query.ts";

export const instant = false;

export default async function Page({ searchParams }: { searchParams: Search }) {
  return <CasesPage search={searchParams} id={null} />;
}
