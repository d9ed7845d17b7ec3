import page from "#app/_ui/page.module.css";
import type { ChartContext } from "#lib/charts/context.ts";
import { shareText } from "#lib/charts/figures.ts";
import { periodIn } from "#lib/charts/period.ts";
import { home } from "#lib/i18n/areas/home.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { RatingRow } from "#lib/stats/ratings.ts";

/** What those who were asked said of the answers: whether it was really solved. Nothing before a quarter is out, or where nobody could be asked. */
export function ReallySolved({ ctx, ratings }: { ctx: ChartContext; ratings: RatingRow[] }) {
  const last = ratings.at(-1);
  if (!last || last.rated_status === "x") return null;
  const t = translator(home, ctx.locale);
  const when = periodIn(ctx, last.quarter), n = last.rated ?? 0;
  const said = last.rated === null ? t("solvedHidden", { when })
    : last.solved === null ? t("solvedRated", { when, n })
    : t("solvedSaid", { when, n, m: formatNumber(ctx.locale, last.solved), share: shareText(ctx, last.solved, n) });
  return <p className={page.quiet}>{said} <a href={`/${ctx.locale}/data/ratings`}>{t("solvedMore")}</a></p>;
}
