import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { applyDraft } from "#app/office/admin/calendar/actions.ts";
import { Standing } from "#app/office/admin/calendar/application.tsx";
import calendarStyle from "#app/office/admin/calendar/calendar.module.css";
import { stateOf } from "#app/office/admin/calendar/year.tsx";
import { latestApplication } from "#lib/appeals/calendar-apply.ts";
import { readCalendar } from "#lib/appeals/calendar-draft.ts";
import { type Move, previewDraft } from "#lib/appeals/calendar-moves.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { officeCalendar } from "#lib/i18n/areas/office-calendar.ts";
import { formatDay, formatNumber } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const address = "/office/admin/calendar/apply";
const pageSize = 100;

/** What applying the draft would move, and applying it; while that is under way, how far it is. */
export default async function ApplyPage({ searchParams }: { searchParams: Search }) {
  return officeView("calendar.manage", address, (actor) => apply(actor, searchParams));
}

async function apply(actor: Actor, searchParams: Search) {
  const [locale, query, city] = [await officeLanguage(), await searchParams, await officeCity()];
  const application = await latestApplication();
  const running = application !== null && application.appliedAt === null;
  // Read before the preview: a draft that changes in between makes the form a conflict, never a surprise.
  const { draft, standing, seq } = await readCalendar(actor);
  const preview = running ? null : await previewDraft(actor);
  const t = translator(officeCalendar, locale), word = translator(cases, locale);
  const n = (value: number) => formatNumber(locale, value);
  const kind = (of: Move["kind"]) => (of === "signal" ? t("apply.signal") : word(`kind.${of}`));
  const from = Math.max(0, Math.floor(Number(single(query.from)) || 0));
  const form = { words: formWords(locale), done: single(query.done) ?? "", signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  return (
    <Shell actor={actor} locale={locale} address={address} here="calendar" title={t("apply.title")}>
      {running ? <meta httpEquiv="refresh" content="2" /> : null}
      <div className={style.page}>
        <p><OfficeLink href="/office/admin/calendar">← {t("apply.back")}</OfficeLink></p>
        <h1>{t("apply.title")}</h1>
        <Standing application={application} locale={locale} timeZone={city.timeZone} t={t} past />
        {preview && draft.length === 0 ? <p>{t("apply.nothing")}</p> : null}
        {preview && draft.length > 0 ? (
          <>
            <section aria-labelledby="moves">
              <h2 id="moves">{t("apply.moves", { n: preview.moves.length })}</h2>
              {preview.past.length > 0 ? <p className={style.alarm}>{t("apply.warning")} {preview.past.map((day) => formatDay(locale, day)).join("; ")}</p> : null}
              {preview.byKind.length > 0 ? (
                <table>
                  <thead><tr><th scope="col">{t("apply.kind")}</th><th scope="col" className={style.number}>{t("apply.later")}</th><th scope="col" className={style.number}>{t("apply.earlier")}</th></tr></thead>
                  <tbody>{preview.byKind.map((one) => <tr key={one.kind}><th scope="row">{kind(one.kind)}</th><td className={style.number}>{n(one.later)}</td><td className={style.number}>{n(one.earlier)}</td></tr>)}</tbody>
                </table>
              ) : null}
              <h3>{t("apply.days")}</h3>
              <ul>{draft.map(({ day, to }) => <li key={day}>{formatDay(locale, day)}: {t(`state.${stateOf(standing.get(day) ?? null)}`)} → {t(`state.${stateOf(to)}`)}</li>)}</ul>
              <h3>{t("apply.stays")}</h3>
              <ul>{preview.stays.map(({ why, n: many }) => <li key={why}>{t(`stays.${why}`, { n: many })}</li>)}<li>{t("stays.closed")}</li></ul>
              <p className={style.quiet}>{t("apply.how")}</p>
              <Form {...form} action={applyDraft} label={t("apply.title")} fields={[{ kind: "hidden", name: "seen", value: `0.${seq}` }]} submits={[{ label: t("apply.submit") }]} />
            </section>
            {preview.moves.length > 0 ? (
              <section aria-labelledby="list">
                <h2 id="list">{t("apply.list")}</h2>
                <table>
                  <caption>{t("apply.shown", { from: n(from + 1), to: n(Math.min(from + pageSize, preview.moves.length)), n: n(preview.moves.length) })}</caption>
                  <thead><tr><th scope="col">{t("apply.case")}</th><th scope="col">{t("apply.from")}</th><th scope="col">{t("apply.to")}</th></tr></thead>
                  <tbody>{preview.moves.slice(from, from + pageSize).map((move) => <tr key={move.number}><th scope="row" className={calendarStyle.whole}>{move.number}</th><td>{formatDay(locale, move.from)}</td><td>{formatDay(locale, move.to)}</td></tr>)}</tbody>
                </table>
                <p>{from > 0 ? <OfficeLink href={address}>{t("apply.first")}</OfficeLink> : null} {from + pageSize < preview.moves.length ? <OfficeLink rel="next" href={`${address}?from=${from + pageSize}`}>{t("apply.more")}</OfficeLink> : null}</p>
              </section>
            ) : null}
          </>
        ) : null}
      </div>
    </Shell>
  );
}
