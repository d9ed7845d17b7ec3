import type { Metadata } from "next";
import type { ReactNode } from "react";
import { connection } from "next/server";
import { officeLanguage } from "#app/_server/session.ts";
import { golos } from "#app/_ui/font.ts";
import "#app/_ui/base.css";
import { office } from "#lib/i18n/areas/office.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = translator(office, await officeLanguage());
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** The back-office's own document, in the language the official chose. */
export default async function OfficeLayout({ children }: { children: ReactNode }) {
  await connection();
  return <html lang={await officeLanguage()} className={golos.variable}><body>{children}</body></html>;
}
