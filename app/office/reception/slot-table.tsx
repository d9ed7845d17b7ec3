import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import style from "#app/office/reception/reception.module.css";
import type { ReceptionWords } from "#app/office/reception/words.ts";
import type { DaySlot, Visit } from "#lib/reception/read.ts";

/** Who is booked, without a name: the case's number, how it stands and what it is about. */
export function VisitLine({ words, visit }: { words: ReceptionWords; visit: Visit }) {
  const { t } = words;
  return (
    <>
      <span><OfficeLink href={`/office/reception/${visit.id}`}>{visit.number}</OfficeLink> · <span className={style.state}>{t(`state.${visit.state}`)}</span>{visit.settled ? null : <> · <strong>{t(`unsettled.${visit.state as "unsolved" | "promised"}`)}</strong></>}</span>
      <span className={style.excerpt} lang={visit.language}>{visit.text}</span>
    </>
  );
}

/** An official's slots of a day: free ones can be booked from here. */
export function SlotTable({ words, slots, label, mayBook, caseId }: { words: ReceptionWords; slots: DaySlot[]; label: string; mayBook: boolean; caseId?: string | undefined }) {
  const { t, time } = words;
  return (
    <table className={style.slots} aria-label={label}>
      <thead><tr><th scope="col">{t("time")}</th><th scope="col">{t("visit")}</th><th scope="col" className={style.free}>{t("free.head")}</th></tr></thead>
      <tbody>
        {slots.map((slot) => (
          <tr key={slot.key} className={slot.past ? style.past : undefined}>
            <th scope="row">{time(slot.startsAt)}</th>
            <td>{slot.visits.length > 0 ? <ul>{slot.visits.map((visit) => <li key={visit.id}><VisitLine words={words} visit={visit} /></li>)}</ul> : slot.past ? t("past") : "–"}</td>
            <td className={style.free}>
              {slot.free === 0 ? t("full") : slot.past ? "–" : (
                <>{slot.seats > 1 ? <small>{t("seats", { free: slot.free, all: slot.seats })} </small> : null}
                  {mayBook ? <OfficeLink href={`/office/reception/book?slot=${slot.key}${caseId ? `&case=${caseId}` : ""}`} aria-label={`${t("book")}: ${time(slot.startsAt)}`}>{t("book")}</OfficeLink> : t("free")}</>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
