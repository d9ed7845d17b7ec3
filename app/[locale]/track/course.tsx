import styles from "./track.module.css";
import { track } from "#lib/i18n/areas/track.ts";
import { formatDay } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Followed } from "#lib/track/follow.ts";
import { milestones } from "#lib/track/timeline.ts";

/** What has been done, oldest first; the last line is where the appeal stands. */
export function Course({ locale, followed, timeZone }: { locale: Locale; followed: Followed; timeZone: string }) {
  const t = translator(track, locale);
  const day = (at: Date | string | null) => (at ? formatDay(locale, at, typeof at === "string" ? "UTC" : timeZone) : "");
  const lines = milestones(followed);
  return (
    <section aria-labelledby="course">
      <h2 id="course">{t("course")}</h2>
      <ol className={styles.course}>
        {lines.map(({ at, what, event }, index) => (
          <li key={event.at.toISOString() + what} aria-current={index === lines.length - 1 ? "step" : undefined}>
            <span>{t(`event.${what}`, { to: event.to ?? "", term: day(event.term), due: day(event.dueAt) })}</span>
            <time dateTime={at.toISOString()}>{day(at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
