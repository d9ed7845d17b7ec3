import { open311 } from "#lib/i18n/areas/open311.ts";
import { track } from "#lib/i18n/areas/track.ts";
import { type Locale, nameFor, type Names } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { CodesInUse } from "#lib/intake/open311/services.ts";
import type { Value } from "#lib/intake/open311/write.ts";

/** A request as its holder may see it: facts and dates, the answer, nothing about people, and not the words back that came from him. */
export type Held = {
  number: string; status: string; category: string | null; district: string | null; department: Names | null; answer: string | null;
  receivedAt: Date; updatedAt: Date; dueAt: Date | null; closedAt: Date | null;
};

/** W3's date format, without the thousandths that some clients can't read. */
const moment = (at: Date | null): string | null => at && at.toISOString().replace(/\.\d+Z$/, "Z");

/** One request of GET requests. @param code the holder's own word for it: his tracking code */
export function requestAnswer(held: Held, code: string, codes: CodesInUse, locale: Locale, portal: string): Value {
  const t = translator(track, locale), o = translator(open311, locale);
  const said = (names: Names) => nameFor(locale, names, codes.language).text;
  const service = codes.category.find((one) => one.code === held.category);
  return {
    service_request_id: code, status: held.closedAt ? "closed" : "open",
    status_notes: [t(`state.${held.status}` as "state.received"), held.answer].filter(Boolean).join("\n\n"),
    service_name: service ? said(service.names) : null, service_code: held.category ?? "", agency_responsible: held.department && said(held.department),
    service_notice: o("notice", { number: held.number, address: `${portal}/${locale}/track` }),
    requested_datetime: moment(held.receivedAt), updated_datetime: moment(held.closedAt ?? held.updatedAt), expected_datetime: moment(held.dueAt), address_id: held.district,
  };
}
