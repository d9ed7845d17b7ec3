import { notFound } from "next/navigation";
import { CasesPage } from "#app/office/cases/cases-page.tsx";
import type { Search } from "#app/office/cases/query.ts";

export default async function Page({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Search }) {
  const { id } = await params;
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  return <CasesPage search={searchParams} id={Number(id)} />;
}
