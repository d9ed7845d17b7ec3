import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { CarriedPhotos, Photos } from "#app/_ui/photos.tsx";
import { say } from "./say.tsx";
import { SayForm } from "./say-form.tsx";
import styles from "./track.module.css";
import { track } from "#lib/i18n/areas/track.ts";
import { formatDay, formatMoment } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { answers, type OwnWords } from "#lib/track/say.ts";

/** What became of what was just said, by the form of this id: a receipt, or what is wrong, with what was typed and the photos that were taken. */
export type Note = {
  act: string; id: string; status: 200 | 400 | 409 | 429 | 503; kept?: string; at?: Date; error?: string;
  typed?: Record<"text" | "reason" | "answer" | "round", string>; photos?: string[];
};

/** What the holder of a code has said, and what became of his last word. */
export type Own = { code: string; words: OwnWords; note?: Note };

type Props = { locale: Locale; timeZone: string; own: Own };

/** What every form of the case carries: its code in the body, and an id by which sent twice is kept once. */
function Carried({ locale, code, act, round, id = randomUUID() }: { locale: Locale; code: string; act: string; round?: number | string; id?: string }) {
  return (
    <>
      <input type="hidden" name="locale" value={locale} /><input type="hidden" name="code" value={code} />
      <input type="hidden" name="act" value={act} /><input type="hidden" name="id" value={id} />
      {round === undefined ? null : <input type="hidden" name="round" value={round} />}
    </>
  );
}

const Wrong = ({ note, act }: { note: Note | undefined; act: string }): ReactNode =>
  (note?.act === act && note.error ? <p role="alert" tabIndex={-1} className={styles.refusal} id={`${act}-error`}>{note.error}</p> : null);

/** That the last word was kept, and when: what a talon is on paper. */
export function Kept({ locale, timeZone, note }: { locale: Locale; timeZone: string; note: Note | undefined }) {
  if (!note?.kept) return null;
  return <p role="status" tabIndex={-1} className={styles.kept}><strong>{note.kept}</strong> {note.at ? <time dateTime={note.at.toISOString()}>{formatMoment(locale, note.at, timeZone)}</time> : null}</p>;
}

/** After the answer: was it really solved? "No" has it looked at again. */
export function RateAnswer({ locale, timeZone, own: { code, words, note }, round }: Props & { round: number }) {
  const t = translator(track, locale);
  const typed = note?.act === "rating" && note.error ? note.typed : undefined;
  const described = note?.act === "rating" && note.error ? { "aria-describedby": "rating-error", "aria-invalid": true as const } : {};
  return (
    <section aria-labelledby="rate" className={styles.own}>
      <h2 id="rate">{t("rate.title")}</h2>
      <p>{words.rating ? t("rate.given", { answer: t(`rate.${words.rating}`) }) : t("rate.about")} {words.reopensUntil ? t("rate.reopens", { until: formatDay(locale, words.reopensUntil, timeZone) }) : t("rate.passed")}</p>
      <SayForm action={say} label={t("rate.title")} sending={t("sending")}>
        <Wrong note={note} act="rating" />
        <Carried locale={locale} code={code} act="rating" round={round} />
        <fieldset className={styles.choices} {...described}>
          <legend>{t("rate.title")}</legend>
          {answers.map((answer) => (
            <label key={answer}><input type="radio" name="answer" value={answer} defaultChecked={(typed?.answer || words.rating) === answer} /> {t(`rate.${answer}`)}</label>
          ))}
        </fieldset>
        <label htmlFor="rate-reason">{t("rate.reason")}</label>
        <textarea id="rate-reason" name="reason" rows={3} maxLength={2000} defaultValue={typed?.reason} />
        <button type="submit">{t("rate.send")}</button>
      </SayForm>
    </section>
  );
}

/** While nothing is decided: more to say, with photos; what was said here before. */
export function AddWord({ locale, timeZone, own: { code, words, note } }: Props) {
  const t = translator(track, locale);
  const typed = note?.act === "addition" && note.error ? note.typed : undefined;
  return (
    <section aria-labelledby="add" className={styles.own}>
      {words.said.length > 0 && (
        <>
          <h2 id="said">{t("add.said")}</h2>
          <ul className={styles.saidList}>{words.said.map((one) => (
            <li key={one.at.toISOString()}>
              <time dateTime={one.at.toISOString()}>{formatMoment(locale, one.at, timeZone)}</time>
              {one.text ? <p className={styles.text}>{one.text}</p> : null}
              {one.photos > 0 ? <p>{t("add.photosSaid", { n: one.photos })}</p> : null}
            </li>
          ))}</ul>
        </>
      )}
      {words.open ? (
        <>
          <h2 id="add">{t("add.title")}</h2>
          <SayForm action={say} label={t("add.title")} sending={t("sending")}>
            <Wrong note={note} act="addition" />
            <Carried locale={locale} code={code} act="addition" />
            <label htmlFor="add-text">{t("add.text")}</label>
            <textarea id="add-text" name="text" rows={5} defaultValue={typed?.text} {...(typed ? { "aria-describedby": "addition-error", "aria-invalid": true } : {})} />
            <Photos locale={locale} kept={(typed && note?.photos) ?? []} id="add-photos" />
            <button type="submit">{t("add.send")}</button>
          </SayForm>
        </>
      ) : null}
    </section>
  );
}

/** What couldn't be handed over while the case can't be shown either: what was typed, to be sent again under the same id. */
export function Unsent({ locale, code, note }: { locale: Locale; code: string; note: Note }) {
  const t = translator(track, locale), { act, typed } = note;
  const field = act === "addition" ? "text" : "reason";
  return (
    <section aria-labelledby="unsent" className={styles.opening}>
      <h1 id="unsent" tabIndex={-1}>{t("unsent")}</h1>
      <SayForm action={say} label={t("unsent")} sending={t("sending")}>
        <Wrong note={note} act={act} />
        <Carried locale={locale} code={code} act={act} id={note.id} {...(typed?.round ? { round: typed.round } : {})} />
        {typed?.answer ? <><input type="hidden" name="answer" value={typed.answer} /><p>{t("rate.title")} {answers.filter((one) => one === typed.answer).map((one) => <strong key={one}>{t(`rate.${one}`)}</strong>)}</p></> : null}
        <CarriedPhotos kept={note.photos ?? []} />
        {note.photos?.length ? <p>{t("add.photosSaid", { n: note.photos.length })}</p> : null}
        <label htmlFor="unsent-text">{t(field === "text" ? "add.text" : act === "rating" ? "rate.reason" : "withdraw.reason")}</label>
        <textarea id="unsent-text" name={field} rows={5} defaultValue={typed?.[field]} aria-describedby={`${act}-error`} />
        <button type="submit">{t("unsent.send")}</button>
      </SayForm>
    </section>
  );
}

/** The reception that the case's holder is expected at. */
export function Expected({ locale, timeZone, own: { words: { visit } } }: Props) {
  const t = translator(track, locale);
  if (!visit) return null;
  const facts = [[t("visit.at"), formatMoment(locale, visit.at, timeZone)], [t("visit.place"), visit.place], [t("visit.host"), visit.host]] as const;
  return (
    <section aria-labelledby="visit">
      <h2 id="visit">{t("visit.title")}</h2>
      <dl className={styles.facts}>{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <p>{t(visit.cancels ? "visit.bring" : "visit.change")}</p>
    </section>
  );
}

/** Taking it back: folded, for it can't be undone. A case that is nothing but a visit is taken back by not coming. */
export function Withdraw({ locale, own: { code, words, note } }: Omit<Props, "timeZone">) {
  const t = translator(track, locale);
  const refused = note?.act === "withdrawal" && note.error;
  if (words.withdrawing) return <p className={styles.kept}>{t("withdraw.waits")}</p>;
  if (!words.open) return refused ? <Wrong note={note} act="withdrawal" /> : null;
  const of = words.visit?.cancels ? "cancel" : "withdraw";
  return (
    <details className={styles.earlier} open={refused ? true : undefined}>
      <summary>{t(`${of}.title`)}</summary>
      <p>{t(`${of}.about`)}</p>
      <SayForm action={say} label={t(`${of}.title`)} sending={t("sending")}>
        <Wrong note={note} act="withdrawal" />
        <Carried locale={locale} code={code} act="withdrawal" />
        <label htmlFor="withdraw-reason">{t("withdraw.reason")}</label>
        <textarea id="withdraw-reason" name="reason" rows={2} maxLength={2000} defaultValue={refused ? note.typed?.reason : undefined} />
        <button type="submit">{t(`${of}.send`)}</button>
      </SayForm>
    </details>
  );
}
