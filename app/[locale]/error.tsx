"use client";

import page from "#app/_ui/page.module.css";
import { fault } from "#lib/i18n/areas/fault.ts";
import { isLocale, type Locale } from "#lib/i18n/locale.ts";

/** A fault of ours while a page is shown in the browser; what the server can say it says itself (app/_server/public-page.tsx). */
export default function PageFault() {
  const first = typeof location === "undefined" ? "" : location.pathname.split("/")[1];
  const locale: Locale = isLocale(first) ? first : "kk";
  const words = fault[locale];
  return (
    <main className={page.fault}>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <p><a href="">{words.retry}</a></p>
    </main>
  );
}
