import type { ReactNode } from "react";
import { readSite } from "#app/_server/site.ts";
import { Name } from "#app/_ui/named.tsx";
import { Course } from "./course.tsx";
import { AddWord, Expected, Kept, type Own, RateAnswer, Withdraw } from "./own-words.tsx";
import styles from "./track.module.css";
import { track } from "#lib/i18n/areas/track.ts";
import { formatDay } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Followed } from "#lib/track/follow.ts";

type Props = { locale: Locale; followed: Followed; /** What the holder of its code says to it; null: he may only look. */ own: Own | null; now: Date };
type Key = keyof (typeof track)["kk"];

/** What an answer said, in the language it was written in. */
const AnswerText = ({ answer }: { answer: NonNullable<Followed["answer"]> }) => <p className={styles.text} lang={answer.language}>{answer.text}</p>;

/** How an appeal stands: in one sentence, then what happens next and by when, the answer, and how it came here. */
export async function FollowedCase({ locale, followed, own, now }: Props) {
  const site = await readSite(locale);
  const t = translator(track, locale);
  const say = (key: string, values?: Record<string, string | number>) => t(key as Key, values);
  const day = (at: Date) => formatDay(locale, at, site!.city.timeZone);
  const { status, dueAt, dueBasis, closedAt, department, outcome, answer, main } = followed;
  const named = department && Object.values(department).some(Boolean) ? site!.named(department) : null;
  const asked = followed.events.findLast((event) => event.status === status && event.reason);
  const { timeZone } = site!.city;
  const ended = closedAt !== null && status === "answered";
  const facts: [string, ReactNode][] = [
    ...(named && !main ? [[t("who"), <Name key="who" name={named} />] as [string, ReactNode]] : []),
    ...(dueAt && (ended || !closedAt) ? [[t("when"), <Due key="due" />] as [string, ReactNode]] : []),
  ];
  function Due() {
    return (
      <>
        <strong className={styles.day}>{day(dueAt!)}</strong>
        {!closedAt && dueAt! < now && <p className={styles.late}>{t("overdue")}{followed.track === "appeal" ? ` ${t("overdueComplain")}` : ""}</p>}
        <p>{dueBasis && `due.${dueBasis}` in track.kk ? say(`due.${dueBasis}`) : ""}{followed.extendedAt ? ` ${t("extended")}` : ""}</p>
      </>
    );
  }
  return (
    <article className={styles.case}>
      <Kept locale={locale} timeZone={timeZone} note={own?.note} />
      <header className={styles.opening}>
        <h1 tabIndex={-1}>{say(`state.${status}`)}</h1>
        <p className={styles.number}>{t("number", { number: followed.number })}</p>
        <p className={styles.next}>{ended ? `${t("answered", { day: day(closedAt) })}${dueAt ? `, ${t(closedAt <= dueAt ? "inTime" : "late")}` : ""}.` : say(`next.${status}`)}</p>
        {asked ? <p className={styles.text} lang={followed.language}>{asked.reason}</p> : null}
        {asked?.term ? <p><strong>{t("completeBy", { term: formatDay(locale, asked.term) })}</strong></p> : null}
        {main ? <p>{t("main", { number: main.number, state: say(`state.${main.status}`) })}</p> : null}
      </header>
      {own ? <Expected locale={locale} timeZone={timeZone} own={own} /> : null}
      {facts.length > 0 && <dl className={styles.facts}>{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>}
      {followed.parts.map((part) => <p key={part.number}>{t("part", { number: part.number })} – {say(`state.${part.status}`)}</p>)}
      {answer && (
        <section className={styles.answer} aria-labelledby="answer">
          <h2 id="answer">{t("answer")}</h2>
          {outcome && <p><strong>{say(`outcome.${outcome}`)}</strong></p>}
          <AnswerText answer={answer} />
        </section>
      )}
      {own && status === "answered" ? <RateAnswer locale={locale} timeZone={timeZone} own={own} round={followed.round} /> : null}
      {(status === "answered" || status === "returned" || status === "terminated") && (
        <section aria-labelledby="complain">
          <h2 id="complain">{t("complain")}</h2>
          <p>{t(followed.track === "signal" ? "again" : "complainText")}</p>
        </section>
      )}
      <Course locale={locale} followed={followed} timeZone={timeZone} />
      {own && (own.words.open || own.words.said.length > 0) ? <AddWord locale={locale} timeZone={timeZone} own={own} /> : null}
      {own ? <Withdraw locale={locale} own={own} /> : null}
      {followed.earlier.map((round) => round.answer && (
        <details key={round.round} className={styles.earlier}>
          <summary>{t("earlier", { round: round.round, day: day(round.closedAt) })}</summary>
          {round.outcome && <p><strong>{say(`outcome.${round.outcome}`)}</strong></p>}
          <AnswerText answer={round.answer} />
        </details>
      ))}
    </article>
  );
}
