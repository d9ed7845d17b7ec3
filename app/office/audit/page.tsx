import { officeLanguage } from "#app/_server/session.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { tellTrace } from "#app/office/audit/told-trace.ts";
import style from "#app/office/audit/audit.module.css";
import { WholeHistory } from "#app/office/audit/whole-history.tsx";
import { officeAddress, single } from "#app/office/_parts/address.ts";
import { officeView } from "#app/office/_parts/office-view.tsx";
import page from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { changeWords } from "#app/office/tell-changes.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { caseByNumber } from "#lib/audit/case-by-number.ts";
import { readTrail, type TraceKind, traceKinds, type TrailFilter } from "#lib/audit/trail.ts";
import { Refusal } from "#lib/errors.ts";
import { officeAudit } from "#lib/i18n/areas/office-audit.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { allLogins } from "#lib/staff/names.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const base = "/office/audit";

/** The auditor's page: who did what, by official, case, kind and day; and whether the history is whole. */
export default async function AuditPage({ searchParams }: { searchParams: Search }) {
  return officeView("audit.read", base, async (actor) => audit(actor, await searchParams));
}

async function audit(actor: Actor, query: Awaited<Search>) {
  const of = (name: string) => single(query[name])?.slice(0, 200).replaceAll("\0", "").trim() || undefined;
  const asked = { staff: of("staff"), number: of("number"), kind: of("kind"), from: of("from"), to: of("to"), after: of("after") };
  const [locale, city, people] = await Promise.all([officeLanguage(), officeCity(), allLogins()]);
  const t = translator(officeAudit, locale);

  let found: Awaited<ReturnType<typeof readTrail>> = { traces: [], next: null };
  let fault: string | null = null;
  try {
    found = await readTrail(actor, await filterOf(asked, people), city.timeZone);
  } catch (error) {
    if (error instanceof Missing) fault = t(error.key, error.values);
    else if (error instanceof Refusal && error.code === "invalid") fault = error.say(locale);
    else throw error;
  }
  const words = await changeWords(found.traces.map((one) => ({ ...one, seq: one.seq ?? 0, by: one.name })), locale);
  return (
    <Shell actor={actor} locale={locale} address={officeAddress(base, asked)} here="audit" title={t("title")}>
      <div className={page.page}>
        <h1>{t("title")}</h1>
        <p>{t("about")}</p>
        <WholeHistory locale={locale} timeZone={city.timeZone} />
        <form action={base} className={style.filter} role="search" aria-label={t("filter")}>
          <label>{t("staff")}<input name="staff" list="logins" defaultValue={asked.staff} autoComplete="off" aria-keyshortcuts="/" /></label>
          <datalist id="logins">{people.map((one) => <option key={one.id} value={one.login}>{one.name}</option>)}</datalist>
          <label>{t("number")}<input name="number" defaultValue={asked.number} autoComplete="off" /></label>
          <label>{t("kind")}
            <select name="kind" defaultValue={asked.kind ?? ""}>
              <option value="">{t("kind.all")}</option>
              {traceKinds.map((kind) => <option key={kind} value={kind}>{t(`kind.${kind}`)}</option>)}
            </select>
          </label>
          <label>{t("from")}<input type="date" name="from" defaultValue={asked.from} /></label>
          <label>{t("to")}<input type="date" name="to" defaultValue={asked.to} /></label>
          <button type="submit">{t("show")}</button>
        </form>
        {fault ? <p role="alert" className={page.notice}>{fault}</p> : found.traces.length === 0 ? <p>{t("empty")}</p> : (
          <div className={page.scroll} role="region" aria-label={t("title")} tabIndex={0}>
            <table>
              <thead><tr>{(["when", "who", "what", "of", "reason"] as const).map((one) => <th key={one} scope="col">{t(one)}</th>)}</tr></thead>
              <tbody>
                {found.traces.map((one) => {
                  const told = tellTrace(one, words);
                  return (
                    <tr key={`${one.source}${one.appeal}.${one.seq}.${one.at.getTime()}.${one.actor}`}>
                      <td className={style.when}>{formatMoment(locale, one.at, city.timeZone)}</td>
                      <td>{one.name ? <OfficeLink href={officeAddress(base, { staff: one.login })}>{one.name}</OfficeLink> : t("system")}</td>
                      <td><strong>{told.what}</strong>{told.details.length > 0 ? <p className={style.detail}>{told.details.join("; ")}</p> : null}</td>
                      <td>{one.appeal ? <OfficeLink href={`/office/cases/${one.appeal}`}>{one.number}</OfficeLink> : one.subject}</td>
                      <td className={style.reason}>{one.reason}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
        {asked.after || found.next ? (
          <nav className={style.paging} aria-label={t("title")}>
            {asked.after ? <OfficeLink href={officeAddress(base, { ...asked, after: undefined })}>{t("first")}</OfficeLink> : null}
            {found.next ? <OfficeLink href={officeAddress(base, { ...asked, after: found.next })} rel="next" aria-keyshortcuts="j">{t("next")}</OfficeLink> : null}
          </nav>
        ) : null}
      </div>
    </Shell>
  );
}

/** What the address names and isn't there: said above the form, with everything still typed in. */
class Missing extends Error {
  readonly key: "noStaff" | "noCase";
  readonly values: Record<string, string>;
  constructor(key: Missing["key"], values: Record<string, string>) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

async function filterOf(asked: Record<"staff" | "number" | "kind" | "from" | "to" | "after", string | undefined>, people: { id: number; login: string }[]): Promise<TrailFilter> {
  const { staff: login, number, kind, ...days } = asked;
  const staff = login === undefined ? undefined : people.find((one) => one.login === login.toLowerCase())?.id;
  if (login !== undefined && staff === undefined) throw new Missing("noStaff", { login });
  const appeal = number === undefined ? undefined : await caseByNumber(number);
  if (appeal === null) throw new Missing("noCase", { number: number! });
  if (kind !== undefined && !traceKinds.includes(kind as TraceKind)) throw new Refusal("invalid", {}, "kind");
  return Object.fromEntries(Object.entries({ staff, appeal, kind, ...days }).filter(([, value]) => value !== undefined));
}
