import { keyHint } from "#app/office/_parts/field.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { type Context, standing } from "#app/office/cases/context.ts";
import { wordlessLine } from "#app/office/cases/wordless.ts";
import { inboxAddress } from "#app/office/cases/place.ts";
import type { InboxWords } from "#app/office/inbox/page.tsx";
import style from "#app/office/inbox/inbox.module.css";
import { countedUpTo, type Inbox } from "#lib/appeals/inbox.ts";
import { mostNear } from "#lib/appeals/near-counts.ts";
import { mostEarlier } from "#lib/appeals/same-person.ts";
import { officeReception } from "#lib/i18n/areas/office-reception.ts";
import { translator } from "#lib/i18n/translate.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

type Props = { context: Context; actor: Actor; t: InboxWords; inbox: Inbox; after: string | undefined; openId: number | null };

/** About eight lines of the feed; the rest of a long text is folded, but there. */
const shownLines = 8, shownLetters = 480;

/** A text's beginning and its rest, parted between words. */
export function parted(text: string): [string, string] {
  const lines = text.split("\n");
  const byLines = lines.length > shownLines ? lines.slice(0, shownLines).join("\n").length : text.length;
  if (byLines === text.length && text.length <= shownLetters * 1.15) return [text, ""];
  const most = Math.min(byLines, shownLetters);
  const space = text.slice(0, most + 1).search(/\s\S*$/);
  // Never between the halves of a letter outside the basic plane.
  const at = space > most / 2 ? space : /[\ud800-\udbff]/.test(text[most - 1]!) ? most - 1 : most;
  return [text.slice(0, at), text.slice(at).replace(/^[ \n]/, "")];
}

/** A count that stops somewhere: beyond it, "999+". */
const said = (n: number, upTo: number, locale: string) => (n > upTo ? `${upTo}+` : n.toLocaleString(locale));

/** A reception that is to come, or what it left to be done. */
function visitSaid(context: Context, visit: NonNullable<Inbox["rows"][number]["visit"]>): string {
  const t = translator(officeReception, context.locale);
  return visit.state === "booked" ? `${t("receipt.slot")}: ${context.moment(visit.startsAt)}` : `${t("unsettled")}: ${t(`unsettled.${visit.state as "unsolved" | "promised"}`)}`;
}

function Row({ context, actor, t, row, after, open, keys }: Omit<Props, "inbox" | "openId"> & { row: Inbox["rows"][number]; open: boolean; keys: "j" | "k" | undefined }) {
  const stands = standing(context, row);
  const [beginning, rest] = parted(row.text);
  const facts = (["channel", "category", "district"] as const).flatMap((list) => context.named(list, row[list]) ?? []);
  return (
    <li data-case={row.id} className={row.unread ? style.unread : style.read} data-open={open || undefined}>
      <p className={style.line}>
        <OfficeLink href={inboxAddress(row.id, after)} className={style.open} aria-current={open ? "true" : undefined} aria-keyshortcuts={keys} title={keys && keyHint(t(keys === "j" ? "next" : "previous"), keys)}>
          {row.unread ? <span className={style.dot}><span className={style.spoken}>{t("row.unread")}. </span></span> : null}
          {row.number}
        </OfficeLink>
        <time dateTime={row.receivedAt.toISOString()}>{context.moment(row.receivedAt)}</time>
      </p>
      <p className={style.text} lang={row.language}>{beginning || (wordlessLine(row.wordless, context.locale) ?? context.c("text.none"))}{rest ? " …" : ""}</p>
      {rest ? <details><summary>{t("more")}</summary><p className={style.text} lang={row.language}>{rest}</p></details> : null}
      <p className={style.meta}>
        {facts.map((fact) => <span key={fact.text} lang={fact.lang}>{fact.text}</span>)}
        {row.status === "received" ? null : <span>{context.code("status", row.status)}</span>}
        {row.word ? <strong>{context.c(`word.${row.word}`)}</strong> : null}
        {stands.late ? <span className={style.late}>{stands.text}</span> : null}
        {row.earlier > 0 ? <OfficeLink href={`${inboxAddress(row.id, after)}#case-earlier`}>{t("earlier", { said: said(row.earlier, mostEarlier - 1, context.locale) })}</OfficeLink> : null}
        {row.near > 0 ? <OfficeLink href={`${inboxAddress(row.id, after)}#case-near`}>{t("near", { said: said(row.near, mostNear - 1, context.locale) })}</OfficeLink> : null}
        {row.visit && may(actor, "reception.read") ? <OfficeLink href={`/office/reception/${row.visit.id}`}>{visitSaid(context, row.visit)}</OfficeLink> : null}
        {row.claim ? <strong>{row.claim.staff === actor.id ? t("claim.row.own") : t("claim.row", { name: row.claim.name })}</strong> : null}
      </p>
    </li>
  );
}

/** The messages as they came, newest first, each whole; the rows beside the open one answer to j and k. */
export function Feed({ context, actor, t, inbox, after, openId }: Props) {
  const { rows, next } = inbox;
  const here = rows.findIndex((row) => row.id === openId);
  const keyOf = (index: number) => (index === here + 1 ? "j" as const : here > 0 && index === here - 1 ? "k" as const : undefined);
  const ends = Math.min(...rows.flatMap((row) => (row.claim ? [row.claim.until.getTime()] : [])));
  return (
    <>
      <header className={style.head}>
        <h1>{t("title")}</h1>
        <p>{t("count", { n: inbox.waiting, said: said(inbox.waiting, countedUpTo, context.locale) })}{inbox.unread > 0 ? `, ${t("unread", { said: said(inbox.unread, countedUpTo, context.locale) })}` : ""}</p>
        <p><a href={inboxAddress(openId, after)}>{t("refresh")}</a></p>
      </header>
      {rows.length === 0 ? <p className={style.empty}>{t(after ? "empty.page" : "empty")}</p> : null}
      <ol className={style.feed} data-feed data-until={Number.isFinite(ends) ? ends : undefined}>
        {rows.map((row, index) => <Row key={row.id} context={context} actor={actor} t={t} row={row} after={after} open={row.id === openId} keys={keyOf(index)} />)}
      </ol>
      {after || next ? (
        <nav className={style.paging} aria-label={t("pages")}>
          {after ? <OfficeLink href={inboxAddress(null)} {...(here === 0 ? { "aria-keyshortcuts": "k", title: keyHint(t("newest"), "k") } : {})}>{t("newest")}</OfficeLink> : null}
          {next ? <OfficeLink href={inboxAddress(null, next)} rel="next" {...(here === rows.length - 1 ? { "aria-keyshortcuts": "j", title: keyHint(t("older"), "j") } : {})}>{t("older")}</OfficeLink> : null}
        </nav>
      ) : null}
    </>
  );
}
