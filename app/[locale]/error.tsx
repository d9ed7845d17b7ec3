"use client";

import page from "#app/_ui/page.module.css";
import { site } from "#lib/i18n/areas/site.ts";
import { isLocale, type Locale } from "#lib/i18n/locale.ts";

/** A fault of ours while a page is shown in the browser; what the server can say it says itself (app/_server/public-page.tsx). */
export default function PageFault() {
  const first = typeof location === "undefined" ? "" : location.pathname.split("/")[1];
  const locale: Locale = isLocale(first) ? first : "kk";
  const words = site[locale];
  return (
    <main className={page.fault}>
      <h1>{words.faultTitle}</h1>
      <p>{words.faultText}</p>
      <p><a href="">{words.retry}</a></p>
    </main>
  );
}
