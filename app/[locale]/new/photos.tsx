import styles from "./new.module.css";
import { write } from "#lib/i18n/areas/write.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { mostPhotos } from "#lib/resident/photo.ts";

/** The photos that the form holds already, and where more are chosen. They are chosen last: a photo travels once. */
export function Photos({ locale, kept, choosing }: { locale: Locale; kept: string[]; choosing: boolean }) {
  const t = translator(write, locale);
  const carried = kept.map((photo) => <input key={photo.slice(0, 43)} type="hidden" name="kept" value={photo} />);
  if (!choosing) return carried;
  return (
    <fieldset className={styles.photos}>
      <legend>{t("photos")}</legend>
      {carried}
      {kept.length > 0 && (
        <ul>
          {kept.map((photo, index) => (
            <li key={photo.slice(0, 43)}>
              <img src={`data:image/jpeg;base64,${photo.slice(44)}`} alt={t("photos.kept", { n: index + 1 })} />
              <label><input type="checkbox" name="drop" value={index} /> {t("photos.remove", { n: index + 1 })}</label>
            </li>
          ))}
        </ul>
      )}
      {kept.length < mostPhotos && (
        <div className={styles.entry}>
          <label htmlFor="new-photos">{t("more")}</label>
          <small id="new-photos-hint">{t("photos.hint", { most: mostPhotos })}</small>
          <input id="new-photos" type="file" name="photos" multiple accept="image/jpeg,image/png,image/webp" aria-describedby="new-photos-hint" />
        </div>
      )}
    </fieldset>
  );
}
