import type { Sql } from "postgres";
import { searchApplicants } from "#lib/appeals/applicant-search.ts";
import { readInbox } from "#lib/appeals/inbox.ts";
import { type ListFilter, listCases } from "#lib/appeals/list.ts";
import { nearDuplicates, suggest } from "#lib/appeals/similar.ts";
import { viewCase } from "#lib/appeals/view.ts";
import { viewCounts } from "#lib/appeals/standard-view.ts";
import { type Actor, proveActor } from "#lib/staff/actor.ts";
import { demoDays } from "#db/demo/seed.ts";
import type { Role } from "#lib/permissions.ts";

type Read = [name: string, times: number, read: (n: number) => Promise<unknown>];
export type Who = Record<"registrar" | "executor" | "head" | "signer", Actor>;

/** The demonstration's day: its open cases are due around it. */
const now = new Date(`${demoDays.asOf}T06:00:00Z`);

/** The demonstration's officials of these roles. */
export async function people(owner: Sql): Promise<Who> {
  const found = await owner<{ id: number; login: string; department: string | null }[]>`SELECT id::int, login, department FROM private.staff WHERE login IN ('registrar', 'executor', 'head', 'signer')`;
  return Object.fromEntries(found.map((row) => [row.login, proveActor({ ...row, name: row.login, roles: [row.login as Role], session: "", mustChangePassword: false, secondFactor: true, enrolled: false })])) as Who;
}

/** The first page of a list and the tenth after it. */
const list = (name: string, actor: Actor, filter: ListFilter): Read => [name, 30, (n) => listCases(actor, filter, new Date(now.getTime() + n))];

export const inbox = ({ registrar, head }: Who): Read[] => [["inbox of the registrar", 30, () => readInbox(registrar, undefined, now)], ["inbox of a head", 30, () => readInbox(head, undefined, now)]];

export function lists({ registrar, executor, head, signer }: Who): Read[] {
  let after: string | undefined;
  return [
    list("list: newest", registrar, {}), list("list: newest of one's department", executor, {}), list("list: by deadline", registrar, { sort: "due" }), list("list: by deadline, department", head, { sort: "due" }),
    ...(["overdue", "soon", "unassigned", "open", "extended", "reopened"] as const).map((mark) => list(`list: ${mark}`, registrar, { [mark]: true })),
    list("list: overdue, department", executor, { overdue: true }), list("list: mine", executor, { mine: true, open: true }), list("list: waiting for the signer", signer, { waiting: true }), list("list: waiting for the head", head, { waiting: true }),
    list("list: a state", registrar, { status: "answered" }), list("list: a rare state", registrar, { status: "hearing" }), list("list: a category", registrar, { category: "heating-none" }), list("list: a group", registrar, { category: "roads" }),
    list("list: unknown category", registrar, { category: "unknown" }), list("list: a district", registrar, { district: "zone-3" }), list("list: a channel", registrar, { channel: "sms" }), list("list: department, category, district", registrar, { department: "utilities", category: "heating-none", district: "zone-3" }),
    list("list: what hardly exists", registrar, { status: "terminated", channel: "reception", district: "zone-8" }),
    ["list: page after page", 50, async () => { after = (await listCases(registrar, after ? { after } : {}, now)).next ?? undefined; }],
    ["counts beside the views: registrar", 30, () => viewCounts(registrar, now)], ["counts beside the views: executor", 30, () => viewCounts(executor, now)],
  ];
}

export function searches({ registrar, executor }: Who): Read[] {
  const search = (name: string, actor: Actor, ...typed: string[]): Read => [`search: ${name}`, 30, (n) => listCases(actor, { q: typed[n % typed.length]! }, now)];
  return [
    search("a number", registrar, "2026-000777", "2025-001234"), search("a number's beginning", registrar, "2026-0007", "B3-2025"), search("a number without its year", registrar, "777", "1234"), search("no such number", registrar, "9999-1"),
    search("a common word", registrar, "жарық", "вода", "көшесі"), search("a rare word", registrar, "холодильник", "фельдшер"), search("two words", registrar, "жылу жоқ", "нет воды"), search("two words that never meet", registrar, "холодильник автобус", "жылу трамвай"),
    search("five words", registrar, "батарея суық бөлме градус жылу"), search("misspelt", registrar, "отапление", "батарэя", "электричиство"), search("misspelt, two words", registrar, "халодные батереи"), search("Kazakh without its letters", registrar, "жарык жок", "канша градус"),
    search("the other layout", registrar, "jnjgktybt", ";fhs0"), search("nothing like it", registrar, "ыщфзшэ", "qqqqqq"), search("a word of another department", executor, "автобус", "мектеп"), search("a common word of one's department", executor, "жылу", "батарея"),
    ["search: a word and filters", 30, () => listCases(registrar, { q: "жылу", status: "answered", district: "zone-3" }, now)], ["search: a word, overdue", 30, () => listCases(registrar, { q: "жылу", overdue: true }, now)],
  ];
}

export function applicantSearches({ registrar, executor }: Who): Read[] {
  const search = (name: string, actor: Actor, ...typed: string[]): Read => [`applicant: ${name}`, 20, (n) => searchApplicants(actor, typed[n % typed.length]!).then((people) => listCases(actor, { people }), (refusal: { code?: string }) => { if (!refusal.code) throw refusal; })];
  return [
    search("whole phone", registrar, "8 799 518 66 79", "+77995186679"), search("last digits", registrar, "186679", "5186679"), search("four digits", registrar, "6679"), search("no such phone", registrar, "8 701 000 00 01"),
    search("a frequent surname", registrar, "Ахметов"), search("name and patronymic", registrar, "касымов аскар болатулы", "Лебедева Светлана Тимуровна"), search("misspelt", registrar, "Лебидева Светлана Тимуровна", "Қасимов Асқр"), search("nobody", registrar, "Штирлиц"), search("in one's department", executor, "Лебедева Светлана Тимуровна"),
  ];
}

export const similar = ({ registrar, head }: Who, ids: number[]): Read[] => [
  ["suggestion", ids.length, (n) => suggest(registrar, ids[n]!)], ["near-duplicates", ids.length, (n) => nearDuplicates(registrar, ids[n]!)],
  ["a case with its history", ids.length, (n) => viewCase(registrar, ids[n]!)], ["suggestion in a department", ids.length, (n) => suggest(head, ids[n]!).catch(() => {})],
];
