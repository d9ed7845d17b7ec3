import styles from "./photos.module.css";
import { write } from "#lib/i18n/areas/write.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { mostPhotos } from "#lib/resident/photo.ts";

/** Photos that a form carries on unseen. */
export const CarriedPhotos = ({ kept }: { kept: string[] }) => kept.map((photo) => <input key={photo.slice(0, 43)} type="hidden" name="kept" value={photo} />);

/**
 * The photos that a form holds already, and where more are chosen. HEIC isn't asked for: an iPhone then hands over its photos as JPEG.
 * @param id of the field where files are chosen
 */
export function Photos({ locale, kept, id }: { locale: Locale; kept: string[]; id: string }) {
  const t = translator(write, locale);
  return (
    <fieldset className={styles.photos}>
      <legend>{t("photos")}</legend>
      <CarriedPhotos kept={kept} />
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
        <div className={styles.choose}>
          <label htmlFor={id}>{t("more")}</label>
          <small id={`${id}-hint`}>{t("photos.hint", { most: mostPhotos })}</small>
          <input id={id} type="file" name="photos" multiple accept="image/jpeg,image/png,image/webp" aria-describedby={`${id}-hint`} />
        </div>
      )}
    </fieldset>
  );
}
