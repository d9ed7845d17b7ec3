import type { Named, Site } from "#app/_server/site.ts";
import { unplaced } from "./filled.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";

const Choice = ({ value, name }: { value: string; name: Named }) => <option value={value} lang={name.lang}>{name.text}</option>;

/** The categories, each under its group; the group itself may be chosen too. */
export function CategoryChoices({ site: { locale, codes, named } }: { site: Site }) {
  const groups = codes.category.filter((one) => one.depth === 0 && one.validTo === null && one.code !== unplaced);
  return (
    <>
      <option value="">{translator(write, locale)("category.none")}</option>
      {groups.map(({ code, names, children }) => {
        const used = children.filter((one) => one.validTo === null);
        const own = <Choice key={code} value={code} name={named(names)} />;
        return used.length === 0 ? own : <optgroup key={code} label={named(names).text} lang={named(names).lang}>{own}{used.map((one) => <Choice key={one.code} value={one.code} name={named(one.names)} />)}</optgroup>;
      })}
    </>
  );
}

/** The districts, and in each the settlements that lie in it. */
export function PlaceChoices({ site: { locale, codes, named } }: { site: Site }) {
  const t = translator(write, locale);
  const districts = codes.district.filter((one) => one.kind !== "unknown" && one.children.length === 0 && one.validTo === null);
  return (
    <>
      <option value="">{t("place.none")}</option>
      {districts.map(({ code, names }) => {
        const name = named(names), within = codes.settlements.filter((one) => one.district === code);
        return within.length === 0 ? <Choice key={code} value={`d:${code}`} name={name} /> : (
          <optgroup key={code} label={name.text} lang={name.lang}>
            <option value={`d:${code}`}>{t("place.whole", { name: name.text })}</option>
            {within.map((one) => <Choice key={one.code} value={`s:${one.code}`} name={named(one.names)} />)}
          </optgroup>
        );
      })}
    </>
  );
}
