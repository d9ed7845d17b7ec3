import type { Site } from "#app/_server/site.ts";
import { Name } from "#app/_ui/named.tsx";
import styles from "./new.module.css";
import { formatMoment } from "#lib/i18n/format.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Announced } from "#lib/resident/announced.ts";

/** What the akimat knows of already in this district: the sender may add himself to it, and nobody is told how many did. */
export function Known({ site: { locale, city, named }, announced, chosen }: { site: Site; announced: Announced[]; chosen: string }) {
  const t = translator(write, locale);
  if (announced.length === 0) return null;
  return (
    <fieldset className={styles.known}>
      <legend>{t("known.title")}</legend>
      <p>{t("known.text")}</p>
      {announced.map(({ ref, text, until }) => (
        <label key={ref}>
          <input type="radio" name="known" value={ref} defaultChecked={chosen === ref} />
          <span><Name name={named(text)} /> <small>{t("known.until", { at: formatMoment(locale, until, city.timeZone) })}</small> <strong>{t("known.add")}</strong></span>
        </label>
      ))}
      <label><input type="radio" name="known" value="" defaultChecked={!announced.some((one) => one.ref === chosen)} /> <span>{t("known.other")}</span></label>
    </fieldset>
  );
}
