import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import style from "#app/office/reception/reception.module.css";
import type { ReceptionWords } from "#app/office/reception/words.ts";
import type { Day } from "#lib/reception/read.ts";

/** The week at a glance: a link a day with how many are booked and how many places are free. */
export function WeekStrip({ words, days, day }: { words: ReceptionWords; days: Day[]; day: string }) {
  const { t } = words;
  return (
    <nav aria-label={t("week")}>
      <ol className={style.week}>
        {days.map((one) => {
          const booked = one.slots.reduce((sum, slot) => sum + slot.visits.length, one.stray.length), free = one.slots.reduce((sum, slot) => sum + (slot.past ? 0 : slot.free), 0);
          return (
            <li key={one.day}>
              <OfficeLink href={`/office/reception?day=${one.day}`} aria-current={one.day === day ? "date" : undefined}>
                <span><strong>{words.weekday(one.day, "short")}</strong> {Number(one.day.slice(8))}{one.day === words.today ? <small> {t("today").toLowerCase()}</small> : null}</span>
                {one.slots.length === 0 && booked === 0 ? <small>{t("week.none")}</small> : <><small>{t("week.booked", { booked })}</small><small>{t("week.free", { free })}</small></>}
              </OfficeLink>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
