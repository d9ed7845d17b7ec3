import { area } from "#lib/i18n/translate.ts";

/** Names of the codes that a release adds to the city's own lists. */
export const releaseWords = area({
  kk: { unknownCategory: "Санаты белгісіз", unknownDistrict: "Ауданы белгісіз", other: "Мерзімсіз немесе басқаша аяқталды" },
  ru: { unknownCategory: "Категория не известна", unknownDistrict: "Район не известен", other: "Без срока или завершено иначе" },
  en: { unknownCategory: "Category not known", unknownDistrict: "District not known", other: "No deadline, or ended otherwise" },
});
