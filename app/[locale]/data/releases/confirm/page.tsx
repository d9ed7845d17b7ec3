import { decisionPage } from "../decision.tsx";
import { confirmTelling } from "../decide.ts";

export const instant = false;

/** He who asked says so. */
export default function ConfirmPage({ params, searchParams }: { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  return decisionPage(params, searchParams, { path: "confirm", action: confirmTelling, ends: ["in", "late"] });
}
