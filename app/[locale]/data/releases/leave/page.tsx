import { decisionPage } from "../decision.tsx";
import { stopTelling } from "../decide.ts";

export const instant = false;

/** A reader leaves. */
export default function LeavePage({ params, searchParams }: { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  return decisionPage(params, searchParams, { path: "leave", action: stopTelling, ends: ["out"] });
}
