import type { Metadata } from "next";
import type { ReactNode } from "react";
import { connection } from "next/server";
import { officeLanguage } from "#app/_server/session.ts";
import { golos } from "#app/_ui/font.ts";
import "#app/_ui/base.css";

export const instant = false;

/** Pages name themselves (_parts/shell.tsx). */
export const metadata: Metadata = { robots: { index: false, follow: false } };

/** The back-office's own document, in the language the official chose. */
export default async function OfficeLayout({ children }: { children: ReactNode }) {
  await connection();
  return <html lang={await officeLanguage()} className={golos.variable}><body>{children}</body></html>;
}
