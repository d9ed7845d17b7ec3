import { officeCity } from "#lib/appeals/city-clock.ts";
import type { Change } from "#lib/appeals/conflict.ts";
import { readReference, type Reference } from "#lib/appeals/reference.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { officeCalendar } from "#lib/i18n/areas/office-calendar.ts";
import { officeCase } from "#lib/i18n/areas/office-case.ts";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import { officeReception } from "#lib/i18n/areas/office-reception.ts";
import { formatDay, formatMoment } from "#lib/i18n/format.ts";
import { type Locale, nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { staffNames } from "#lib/staff/names.ts";

/** What it takes to say a change in words. */
export type ChangeWords = { locale: Locale; timeZone: string; cityLanguage: Locale; reference: Reference; people: Map<number, string> };
export type ToldChange = { seq: number; at: string; by: string; what: string; details: string[]; reason: string | null };

type Key = keyof (typeof officeCase)["kk"];
/** Columns and details in the order they are told; others are bookkeeping. */
const fields = ["status", "track", "kind", "category", "district", "department", "executor", "dueAt", "outcome", "outcomeGround", "act", "accepted", "until", "to", "partLength", "term", "child", "inTerm", "tellApplicantBy", "level", "day", "calendarDay", "calendarDays", "internalDue", "suggested", "coDepartment", "coExecutor", "rule", "problemTitle", "problemTexts", "visit", "visitAt", "receiver", "place", "promisedUntil", "notice", "sentBy", "delivery", "next", "way", "obstacle", "deliveredOn", "contact", "rating", "byApplicant"] as const;
const label: Partial<Record<(typeof fields)[number], Key>> = {
  status: "status", track: "track", kind: "kind", category: "category", district: "district", department: "department", executor: "executor", dueAt: "due", outcome: "outcome",
  outcomeGround: "ground", until: "form.until", to: "form.to", term: "form.term", child: "field.child", tellApplicantBy: "field.tellApplicantBy", level: "field.level", day: "field.day", calendarDay: "field.calendarDay",
  internalDue: "field.internalDue", suggested: "field.suggested", coDepartment: "field.coDepartment", coExecutor: "field.coExecutor", rule: "field.rule", problemTitle: "field.problemTitle", problemTexts: "field.problemTexts",
  visit: "field.visit", visitAt: "field.visitAt", receiver: "field.receiver", place: "field.place", promisedUntil: "field.promisedUntil",
  notice: "field.notice", sentBy: "field.sentBy", delivery: "field.delivery", next: "field.next", way: "field.way", obstacle: "field.obstacle", deliveredOn: "field.day", contact: "field.contact", rating: "field.rating",
};

/** A column's value in the reader's words. */
function sayValue(field: string, value: unknown, words: ChangeWords): string {
  const t = translator(officeCase, words.locale), code = translator(cases, words.locale);
  if (value === null || value === undefined || value === "") return "—";
  if (field === "status" || field === "track" || field === "kind" || field === "outcome") return code(`${field}.${value}` as Parameters<typeof code>[0]) ?? String(value);
  if (field === "outcomeGround") return `ground.${value}` in officeCase.kk ? t(`ground.${value}` as Key) : String(value);
  if (field === "act") return t(`act.${value}` as Key);
  if (field === "accepted") return t(value ? "field.accepted.yes" : "field.accepted.no");
  if (field === "executor" || field === "coExecutor" || field === "receiver") return words.people.get(Number(value)) ?? `№ ${value}`;
  if (field === "notice" || field === "sentBy" || field === "next" || field === "way" || field === "obstacle") return translator(officeOutbox, words.locale)(`${{ notice: "kind", sentBy: "channel", next: "channel", way: "way", obstacle: "obstacle" }[field]}.${value}` as "kind.answer");
  if (field === "delivery" || field === "rating") return t(`${field}.${value}` as Key);
  if (field === "contact") return (value as string[]).map((name) => t(`contact.${name}` as Key)).join(", ");
  if (field === "visit") return translator(officeReception, words.locale)(`state.${value}` as "state.solved");
  if (field === "visitAt") return formatMoment(words.locale, new Date(String(value)), words.timeZone);
  if (field === "dueAt") return formatDay(words.locale, new Date(String(value)), words.timeZone);
  if (field === "level" || field === "calendarDay") return t(`${field}.${value}` as Key);
  if (field === "day" || field === "until" || field === "term" || field === "tellApplicantBy" || field === "internalDue" || field === "promisedUntil" || field === "deliveredOn") return formatDay(words.locale, String(value));
  if (field === "category" || field === "district" || field === "department" || field === "suggested" || field === "coDepartment") {
    const names = words.reference[field === "category" || field === "district" ? field : "department"].find((entry) => entry.code === value)?.names;
    return names ? nameFor(words.locale, names, words.cityLanguage).text : String(value);
  }
  return String(value);
}

/** One change in words: who, when, what, from what to what. */
export function tellChange(change: Change, words: ChangeWords): ToldChange {
  const t = translator(officeCase, words.locale);
  const details = fields.flatMap((field) => {
    if (!change.after || !(field in change.after)) return [];
    const to = change.after[field];
    if (field === "partLength") return [t("field.partLength", { n: Number(to) })];
    if (field === "inTerm") return to ? [] : [t("field.late")];
    if (field === "coExecutor" && to === null) return [];
    if (field === "byApplicant") return [t("field.byApplicant")];
    if (field === "act" || field === "accepted") return [sayValue(field, to, words)];
    if (field === "calendarDays") return (to as { day: string; state: "off" | "working" | "ordinary" }[]).map(({ day, state }) => `${formatDay(words.locale, day)}: ${translator(officeCalendar, words.locale)(`state.${state}`)}`);
    const from = change.before && field in change.before ? `${sayValue(field, change.before[field], words)} → ` : "";
    return [`${t(label[field]!)}: ${from}${sayValue(field, to, words)}`];
  });
  return {
    seq: change.seq, at: formatMoment(words.locale, change.at, words.timeZone), by: change.by ?? t("system"),
    what: t(`event.${change.kind}` in officeCase.kk ? (`event.${change.kind}` as Key) : "event.other"), details, reason: change.reason,
  };
}

/** Loads what the words of some changes need: the city's lists and the names of executors they speak of. */
export async function changeWords(changes: Change[], locale: Locale): Promise<ChangeWords> {
  const ids = [...new Set(changes.flatMap((change) => [change.before?.executor, change.after?.executor, change.after?.coExecutor, change.after?.receiver]).filter((id): id is number => typeof id === "number"))];
  const [city, reference, people] = await Promise.all([
    officeCity(), readReference(),
    staffNames(ids),
  ]);
  return { locale, timeZone: city.timeZone, cityLanguage: city.language, reference, people };
}

/** A conflict's changes as lines for the official whose form came second. */
export async function tellChanges(changes: Change[], locale: Locale): Promise<string[]> {
  const words = await changeWords(changes, locale);
  return changes.map((change) => {
    const { by, at, what, details, reason } = tellChange(change, words);
    return `${by}, ${at}: ${[what, ...details, ...(reason ? [`«${reason}»`] : [])].join("; ")}`;
  });
}
