import type { Site } from "#app/_server/site.ts";
import { choicesOf } from "./filled.ts";
import styles from "./new.module.css";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Announced } from "#lib/resident/announced.ts";
import { type Draft, webWays } from "#lib/resident/web-form.ts";

/** What will be sent, to be read once more. */
export function Summary({ site, draft, known }: { site: Site; draft: Draft; known: Announced | undefined }) {
  const t = translator(write, site.locale);
  const { codes, named } = site;
  const category = codes.category.find((one) => one.code === draft.category);
  const settlement = draft.place.startsWith("s:") ? choicesOf(site).settlements.get(draft.place.slice(2)) : undefined;
  const district = codes.district.find((one) => one.code === (settlement?.district ?? draft.place.slice(2)));
  const place = [district && named(district.names).text, settlement?.name].filter(Boolean).join(", ");
  const lines = [
    [t("text"), draft.text.trim()], [t("category"), category ? named(category.names).text : t("category.none")], [t("place"), place || t("place.none")],
    [t("address"), draft.address.trim() || t("empty")],
    ...(known ? [[t("known"), named(known.text).text] as const] : []), [t("name"), draft.name.trim() || t("empty")],
    [t("phone"), draft.phone.trim() || t("empty")], [t("email"), draft.email.trim() || t("empty")],
    ...(draft.phone.trim() || draft.email.trim() ? [[t("way"), t(`way.${webWays.find((one) => one === draft.way) ?? "any"}`)] as const] : []),
  ];
  return (
    <>
      <dl className={styles.summary}>{lines.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      {!draft.phone.trim() && !draft.email.trim() && <p className={styles.warning}>{t("noContact")}</p>}
    </>
  );
}
