import type { ReactNode } from "react";
import type { Headline } from "#app/_server/headline.ts";
import page from "#app/_ui/page.module.css";
import type { ChartContext } from "#lib/charts/context.ts";
import { shareText } from "#lib/charts/figures.ts";
import { periodIn, sentence } from "#lib/charts/period.ts";
import { home } from "#lib/i18n/areas/home.ts";
import { translator } from "#lib/i18n/translate.ts";

/** The one sentence that matters, in words. */
export function openingSentence(ctx: ChartContext, { row }: Headline): string {
  const t = translator(home, ctx.locale);
  const when = periodIn(ctx, row.period);
  const words = { when, When: sentence(when) };
  if (row.on_time !== null && row.with_deadline) return t("onTimeSentence", { ...words, share: shareText(ctx, row.on_time, row.with_deadline) });
  return row.received === null ? t("hiddenSentence", words) : t("receivedSentence", { ...words, n: row.received });
}

/** How a page with figures begins; `subject` says of whom, where it isn't the whole city. */
export function Opening({ ctx, headline, subject, children }: { ctx: ChartContext; headline: Headline; subject?: ReactNode; children: ReactNode }) {
  return (
    <div className={page.opening}>
      <h1>{subject ?? openingSentence(ctx, headline)}</h1>
      {subject && <p className={page.lead}>{openingSentence(ctx, headline)}</p>}
      {children}
    </div>
  );
}
