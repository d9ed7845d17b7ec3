import type { Viewport } from "next";
import type { ReactNode } from "react";
import "#app/_ui/base.css";
import { golos } from "#app/_ui/font.ts";
import { defaultLocale, isLocale, locales } from "#lib/i18n/locale.ts";

/** Pages are whole without JavaScript: nothing of them is put off to be streamed later. */
export const instant = false;
export const generateStaticParams = () => locales.map((locale) => ({ locale }));
export const viewport: Viewport = { themeColor: [{ media: "(prefers-color-scheme: light)", color: "#fbfaf6" }, { media: "(prefers-color-scheme: dark)", color: "#171714" }] };

/** The document alone; each page draws its own frame, because the language switch must lead to the same page. */
export default async function PublicLayout({ children, params }: { children: ReactNode; params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  return (
    <html lang={isLocale(locale) ? locale : defaultLocale} className={golos.variable}>
      <body>{children}</body>
    </html>
  );
}
