import { officeLanguage } from "#app/_server/session.ts";
import { ThingLine } from "#app/office/admin/ways/thing-line.tsx";
import { WaysTable } from "#app/office/admin/ways/ways-table.tsx";
import { single } from "#app/office/_parts/address.ts";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { deadThings, shownThings } from "#lib/intake/dead.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { waysState } from "#lib/ways/state.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const address = "/office/admin/ways";

/** Every way in and out: how it is set up and runs, and what could not be taken in. Never what came, nor from whom. */
export default async function WaysPage({ searchParams }: { searchParams: Search }) {
  return officeView("way.manage", address, (actor) => overview(actor, searchParams));
}

async function overview(actor: Actor, searchParams: Search) {
  const [locale, query, states, dead, city] = [await officeLanguage(), await searchParams, await waysState(actor), await deadThings(actor), await officeCity()];
  const t = translator(officeWays, locale), o = translator(office, locale);
  const done = single(query.done) ?? "", moment = (at: Date) => formatMoment(locale, at, city.timeZone);
  const form = { words: formWords(locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  return (
    <Shell actor={actor} locale={locale} address={address} here="ways" title={t("title")}>
      <div className={style.page}>
        <h1>{t("title")}</h1>
        {done ? <p role="status" className={style.notice}>{o("saved")}</p> : null}
        <p className={style.quiet}>{t("about")}</p>
        <WaysTable states={states} locale={locale} moment={moment} />
        <section aria-labelledby="dead">
          <h2 id="dead">{t("dead")}: {dead.n}</h2>
          <p className={style.quiet}>{t(dead.n === 0 ? "dead.none" : "dead.about")}</p>
          {dead.n > 0 ? <ul className={style.people}>{dead.rows.map((thing) => <ThingLine key={thing.id} thing={thing} locale={locale} moment={moment} form={form} />)}</ul> : null}
          {dead.n > dead.rows.length ? <p className={style.quiet}>{t("dead.more", { n: dead.n, shown: shownThings })}</p> : null}
        </section>
      </div>
    </Shell>
  );
}
