import { open311 } from "#lib/i18n/areas/open311.ts";
import { type Locale, locales, nameFor, type Names } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { Open311Fault } from "#lib/intake/open311/fault.ts";
import type { Value } from "#lib/intake/open311/write.ts";
import { largestPhoto, mostPhotos } from "#lib/resident/photo.ts";

export type Code = { code: string; parent: string | null; names: Names };
/** What people may choose from today. */
export type CodesInUse = { language: Locale; demo: boolean; category: Code[]; district: Code[] };

/** Categories that a request can have: those that are no groups. */
export const servicesOf = ({ category }: Pick<CodesInUse, "category">): Code[] => category.filter((one) => !category.some((child) => child.parent === one.code));

/** GET services: one service a category; its keywords are its names in the other languages. */
export function serviceList(codes: CodesInUse, locale: Locale): Value {
  const said = (one: Code) => nameFor(locale, one.names, codes.language).text;
  return servicesOf(codes).map((one) => {
    const group = codes.category.find((parent) => parent.code === one.parent);
    return {
      service_code: one.code, service_name: said(one), description: group ? `${said(group)}: ${said(one)}` : said(one), metadata: true, type: "realtime",
      keywords: locales.filter((other) => other !== locale).map((other) => one.names[other]?.replaceAll(",", "")).filter(Boolean).join(", "), group: group ? said(group) : said(one),
    };
  });
}

/** GET a service's definition: any request may name its district, and how photos come is said. @throws Open311Fault where there is no such service */
export function serviceDefinition(codes: CodesInUse, code: string, locale: Locale): Value {
  if (!servicesOf(codes).some((one) => one.code === code)) throw new Open311Fault("service", { code: code.slice(0, 80) });
  const t = translator(open311, locale);
  return {
    service_code: code,
    attributes: [{
      variable: true, code: "district", datatype: "singlevaluelist", required: false, datatype_description: t("district.how"), order: 1, description: t("district"),
      values: codes.district.map((one) => ({ key: one.code, name: nameFor(locale, one.names, codes.language).text })),
    }, {
      // The standard's attribute that is only told: `variable` false.
      variable: false, code: "media", datatype: "string", required: false, datatype_description: "", order: 2, description: t("photos", { most: mostPhotos, mb: largestPhoto / 2 ** 20 }),
    }],
  };
}
