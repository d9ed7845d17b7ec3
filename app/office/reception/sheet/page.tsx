import { DateTime } from "luxon";
import { single } from "#app/office/_parts/address.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { Missing, officeView } from "#app/office/_parts/office-view.tsx";
import page from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import style from "#app/office/reception/reception.module.css";
import { receptionWords } from "#app/office/reception/words.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { daySheet } from "#lib/reception/sheet.ts";
import { type Actor, may } from "#lib/staff/actor.ts";
import { staffNames } from "#lib/staff/names.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;

/** The sheet for the akim's table, with names, phones and room for notes. Drawing it is a look at each of its cases. */
export default async function SheetPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const official = /^[1-9]\d{0,14}$/.exec(single(query.official) ?? "")?.[0], asked = single(query.day) ?? "";
  const day = /^20\d\d-\d\d-\d\d$/.test(asked) && DateTime.fromISO(asked).isValid ? asked : null;
  const address = official && day ? `/office/reception/sheet?official=${official}&day=${day}` : "/office/reception/sheet";
  return officeView("reception.read", address, (actor) => (may(actor, "applicant.look") ? sheet(actor, address, Number(official ?? 0), day) : Promise.resolve(<Missing actor={actor} address="/office" />)));
}

async function sheet(actor: Actor, address: string, official: number, asked: string | null) {
  const words = await receptionWords();
  const { t, locale, city } = words;
  const day = asked ?? words.today;
  const [lines, names] = await Promise.all([daySheet(actor, official, day), staffNames([official])]);
  return (
    <Shell actor={actor} locale={locale} address={address} here="reception" title={t("sheet.title", { day: words.day(day) })}>
      <div className={page.page}>
        <p className={style.screen}><OfficeLink href={`/office/reception?day=${day}`}>← {t("back")}</OfficeLink></p>
        <h1>{t("sheet.title", { day: words.day(day) })}</h1>
        <p>{t("sheet.receiver", { name: names.get(official) ?? "–" })}{lines[0] ? `. ${t("place")}: ${[...new Set(lines.map((line) => line.place))].join(", ")}` : ""}</p>
        <p className={style.screen}>{t("sheet.print")} {t("sheet.about")}</p>
        {lines.length === 0 ? <p>{t("sheet.empty")}</p> : (
          <div className={style.frame} role="region" aria-label={t("sheet.title", { day: words.day(day) })} tabIndex={0}>
            <table className={style.sheet}>
              <thead><tr><th scope="col" className={style.time}>{t("time")}</th><th scope="col">{t("sheet.person")}</th><th scope="col">{t("sheet.topic")}</th><th scope="col" className={style.notes}>{t("sheet.notes")}</th></tr></thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.number}>
                    <th scope="row" className={style.time}>{words.time(line.startsAt)}</th>
                    <td><strong>{line.name ?? t("sheet.unknown")}</strong><br />{line.phone ?? "–"}<br /><small>{line.number}</small></td>
                    <td lang={line.language}>{line.text}</td>
                    <td className={style.notes}></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p className={page.quiet}>{t("sheet.made", { name: actor.name, at: formatMoment(locale, new Date(), city.timeZone) })}</p>
      </div>
    </Shell>
  );
}
