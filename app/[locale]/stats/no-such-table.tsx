import styles from "./stats.module.css";
import type { ChartContext } from "#lib/charts/context.ts";
import { pivotWords, viewScope, viewTitle } from "#lib/charts/view-words.ts";
import type { Refusal } from "#lib/errors.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { CubeRow } from "#lib/stats/cube.ts";
import { nearestViews } from "#lib/stats/nearest-views.ts";
import { pivot } from "#lib/stats/pivot.ts";
import { viewParameters, viewQuery } from "#lib/stats/view.ts";

type Props = { ctx: ChartContext; refusal: Refusal; search: URLSearchParams; cube: CubeRow[] };

/** What is wrong in an address, where in the form it is chosen, what is published, and the nearest views that are. */
export function NoSuchTable({ ctx, refusal, search, cube }: Props) {
  const t = translator(explorer, ctx.locale);
  const { code, field } = refusal;
  const notPublished = code === "notPublished";
  const inForm = viewParameters.filter((name) => name !== "release").find((name) => name === field);
  const nearest = nearestViews(search, field, cube, ctx.codelists);
  return (
    <div className={styles.refusal} role="alert">
      <p><strong>{notPublished ? t("notPublished") : refusal.say(ctx.locale)}</strong></p>
      {notPublished && <p>{t("publishedAre")}: {t("published")}.</p>}
      {inForm && <p><a href={`#f-${inForm}`}>{t("goToField", { field: t(inForm) })}</a></p>}
      {nearest.length > 0 && (
        <>
          <p>{t("instead")}:</p>
          <ul>
            {nearest.map((view) => {
              const table = pivot(view, cube, ctx.codelists, pivotWords(ctx));
              const { what, span } = viewScope(ctx, table);
              return <li key={viewQuery(view)}><a href={`/${ctx.locale}/stats?${viewQuery(view)}`}>{t("caption", { title: viewTitle(ctx, table), what, span })}</a></li>;
            })}
          </ul>
        </>
      )}
    </div>
  );
}
