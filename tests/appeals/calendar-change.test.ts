import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeWords, tellChange } from "#app/office/tell-changes.ts";
import { isWeekend } from "#db/reference/calendar-rule.ts";
import { applyCalendarChange, confirmDraft, latestApplication } from "#lib/appeals/calendar-apply.ts";
import { calendarSeq, draftDay, draftedDays, draftTransfer, draftYear, type Exception, takeOutOfDraft } from "#lib/appeals/calendar-draft.ts";
import { previewDraft } from "#lib/appeals/calendar-moves.ts";
import { changeStatus } from "#lib/appeals/change.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { Conflict } from "#lib/appeals/conflict.ts";
import { appealDeadline } from "#lib/appeals/deadlines.ts";
import { verifyChain } from "#lib/audit.ts";
import { privateDb } from "#db/private.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let administrator: Actor, second: Actor, registrar: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [administrator, second, registrar] = [await official(db.owner, "administrator"), await official(db.owner, "administrator"), await official(db.owner, "registrar")];
});
afterAll(() => db.drop());
let calendarBefore: { day: string; working: boolean; basis: string }[];
beforeEach(async () => { calendarBefore = await db.owner`SELECT day::text, working, basis FROM private.calendar_day`; });
afterEach(async () => {
  await db.owner`DELETE FROM private.calendar_draft`;
  await db.owner`UPDATE private.appeal SET closed_at = greatest(received_at, now()) WHERE closed_at IS NULL`;
  await db.owner`DELETE FROM private.calendar_day`;
  for (const row of calendarBefore) await db.owner`INSERT INTO private.calendar_day ${db.owner(row)}`;
});

const now = new Date("2026-11-16T06:00:00Z");
const seen = async () => ({ seq: await calendarSeq(privateDb()) });
const off = (basis = "Decree No. 7"): Exception => ({ working: false, nameKk: "Демалыс", nameRu: "Выходной", nameEn: "Day off", basis });
const draft = async (day: string, to: Exception = off()) => draftDay(administrator, { seen: await seen(), day, to });
const apply = async () => {
  await confirmDraft(administrator, await seen());
  return applyCalendarChange();
};
const due = async (id: number) => (await db.owner`SELECT to_char(due_at AT TIME ZONE 'Asia/Almaty', 'YYYY-MM-DD') AS day, version FROM private.appeal WHERE id = ${id}`)[0] as unknown as { day: string; version: number };
const registered = async (kind: AppealKind, at: string, facts = {}) => {
  const deadline = appealDeadline(await cityClock(), kind, new Date(at));
  return makeCase(db.owner, { track: "appeal", kind, status: "registered", received_at: at, registered_at: at, due_at: deadline.dueAt.toISOString(), due_basis: deadline.basis, ...facts });
};

describe("a draft", () => {
  test("of several days changes nothing until it is applied", async () => {
    const id = await registered("application", "2026-11-16T05:00:00Z");
    await draft("2026-11-30");
    await draft("2026-12-01");
    expect((await draftedDays(privateDb())).map((one) => one.day)).toEqual(["2026-11-30", "2026-12-01"]);
    expect(await due(id)).toMatchObject({ day: "2026-12-07", version: 1 });
  });
  test("says which day is so anyway, and which name is missing", async () => {
    await expect(draft("2026-11-28")).rejects.toMatchObject({ code: "calendarOrdinary", field: "day" });
    await expect(draft("2026-11-27", { ...off()!, nameKk: " " })).rejects.toMatchObject({ code: "required", field: "nameKk" });
    await expect(draft("2026-11-27", null)).rejects.toMatchObject({ code: "calendarNothing" });
  });
  test("a transfer is two days under one decree", async () => {
    await draftTransfer(administrator, { seen: await seen(), off: "2027-03-25", working: "2027-03-27", basis: "Decree No. 9" });
    expect((await draftedDays(privateDb())).map(({ day, to }) => [day, to!.working, to!.basis])).toEqual([
      ["2027-03-25", false, "Decree No. 9: 27.03.2027 → 25.03.2027"], ["2027-03-27", true, "Decree No. 9: 27.03.2027 → 25.03.2027"]]);
    await expect(draftTransfer(administrator, { seen: await seen(), off: "2027-03-27", working: "2027-04-03", basis: "x" })).rejects.toMatchObject({ code: "calendarOrdinary", field: "off" });
  });
  test("next year's holidays come with the transfer rule; Kurban Ait is typed by hand and does not move", async () => {
    await draftYear(administrator, { seen: await seen(), year: 2031, kurbanAit: "2031-04-02" });
    const days = (await draftedDays(privateDb())).map((one) => one.day);
    expect(days).toEqual(["2031-01-01", "2031-01-02", "2031-01-07", "2031-03-10", "2031-03-17", "2031-03-21", "2031-03-24", "2031-03-25", "2031-04-02", "2031-05-01", "2031-05-07", "2031-05-09", "2031-07-07", "2031-10-27", "2031-12-16"]);
    await expect(draftYear(administrator, { seen: await seen(), year: 2031, kurbanAit: "2030-04-02" })).rejects.toMatchObject({ field: "kurbanAit" });
  });
  test("a form drawn before somebody else's change is told who changed which day", async () => {
    const drawn = await seen();
    await draftDay(second, { seen: drawn, day: "2026-12-02", to: off() });
    const error = await draftDay(administrator, { seen: drawn, day: "2026-12-03", to: off() }).catch((e) => e);
    expect(error).toBeInstanceOf(Conflict);
    expect(error.changes).toMatchObject([{ by: expect.stringMatching(/^administrator/), kind: "calendar_draft", after: { day: "2026-12-02", calendarDay: "off" } }]);
    await expect(confirmDraft(administrator, drawn)).rejects.toBeInstanceOf(Conflict);
  });
  test("of ten administrators at the same moment one is first, nine are told", async () => {
    const drawn = await seen();
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => draftDay(n % 2 ? administrator : second, { seen: drawn, day: `2026-12-${10 + n}`, to: isWeekend(`2026-12-${10 + n}`) ? { ...off()!, working: true } : off() })));
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await draftedDays(privateDb())).toHaveLength(1);
  });
  test("days taken out stay as they were", async () => {
    await draft("2026-12-02");
    await takeOutOfDraft(administrator, { seen: await seen(), days: ["2026-12-02"] });
    await expect(confirmDraft(administrator, await seen())).rejects.toMatchObject({ code: "calendarNothing" });
  });
  test("is the administrator's", async () => {
    await expect(draftDay(registrar, { seen: await seen(), day: "2026-12-02", to: off() })).rejects.toMatchObject({ code: "forbidden" });
    await expect(previewDraft(registrar, now)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("before it is applied", () => {
  test("one sees which open deadlines move, and which stay and why", async () => {
    await registered("application", "2026-11-16T05:00:00Z", { number: "A-1" });
    await registered("complaint", "2026-11-16T05:00:00Z", { number: "C-1" });
    await registered("application", "2026-11-16T05:00:00Z", { extended_at: "2026-11-20T05:00:00Z", due_at: "2027-01-15T18:59:59.999Z" });
    await registered("application", "2026-11-16T05:00:00Z", { due_basis: "source" });
    await registered("application", "2026-11-16T05:00:00Z", { closed_at: "2026-11-17T05:00:00Z" });
    await registered("application", "2026-09-01T05:00:00Z"); // ended before the changed day
    const frozen = await registered("application", "2026-11-16T05:00:00Z");
    await db.owner`INSERT INTO private.frozen (appeal, month, category, district, channel, counts_release, result) VALUES (${frozen}, '2026-11-01', 'all', 'all', 'all', 'r', 'open_undue')`;
    await makeCase(db.owner, { number: "S-1", received_at: "2026-11-23T05:00:00Z", due_at: "2026-11-30T18:59:59.999Z", due_basis: "target" });
    await draft("2026-11-30");
    await draft("2026-11-13");
    const { moves, byKind, stays, past } = await previewDraft(administrator, now);
    expect(moves.toSorted((a, b) => a.number.localeCompare(b.number))).toEqual([
      { number: "A-1", kind: "application", from: "2026-12-07", to: "2026-12-08" },
      { number: "C-1", kind: "complaint", from: "2026-12-14", to: "2026-12-15" },
      { number: "S-1", kind: "signal", from: "2026-11-30", to: "2026-12-01" },
    ]);
    expect(byKind).toEqual([{ kind: "application", later: 1, earlier: 0 }, { kind: "complaint", later: 1, earlier: 0 }, { kind: "signal", later: 1, earlier: 0 }]);
    expect(stays.toSorted((a, b) => a.why.localeCompare(b.why))).toEqual([{ why: "extended", n: 1 }, { why: "frozen", n: 1 }, { why: "source", n: 1 }]);
    expect(past).toEqual(["2026-11-13"]);
  });
});

describe("applied", () => {
  test("the days, their history, the deadlines and theirs, in one act", async () => {
    const id = await registered("application", "2026-11-16T05:00:00Z");
    const drawn = await seenNow(db.owner, id);
    await draft("2026-11-30", off("Government Decree No. 7 of 20 November 2026"));
    expect(await apply()).toBe("1 days, 1 deadlines moved");
    expect(await due(id)).toEqual({ day: "2026-12-08", version: 2 });
    const [event] = await db.owner`SELECT kind, actor::int, before->>'dueAt' AS old, after->>'dueAt' AS new, reason FROM private.event WHERE appeal = ${id} ORDER BY seq DESC LIMIT 1`;
    expect(event).toEqual({ kind: "deadline", actor: administrator.id, old: "2026-12-07T18:59:59.999Z", new: "2026-12-08T18:59:59.999Z", reason: "Government Decree No. 7 of 20 November 2026" });
    expect(await verifyChain(id)).toEqual([]);
    expect(await db.owner`SELECT subject, after->>'working' AS working FROM private.office_event WHERE kind = 'calendar' ORDER BY seq DESC LIMIT 1`).toEqual([{ subject: "2026-11-30", working: "false" }]);
    await expect(changeStatus(registrar, { id, seen: drawn, to: "withdrawn", reason: "x" }, now)).rejects.toBeInstanceOf(Conflict);
    expect(await latestApplication()).toMatchObject({ moved: 1, total: 1 });
  });
  test("a working Saturday brings deadlines nearer, and taking a holiday away does too", async () => {
    const id = await registered("application", "2026-12-01T05:00:00Z"); // over 16 December
    expect((await due(id)).day).toBe("2026-12-23");
    await draft("2026-12-05", { ...off()!, working: true });
    await draft("2026-12-16", null);
    await apply();
    expect((await due(id)).day).toBe("2026-12-21");
    const [event] = await db.owner`SELECT reason, before, after FROM private.event WHERE appeal = ${id} AND kind = 'deadline'`;
    expect(event!.reason).toBe("Decree No. 7; test");
    const said = async (locale: Locale) => {
      const change = { seq: 1, at: now, by: "x", kind: "deadline", reason: event!.reason, before: event!.before, after: event!.after };
      return tellChange(change, await changeWords([change], locale)).details.slice(1);
    };
    expect(await said("kk")).toEqual(["2026 жылғы 5 желтоқсан: жұмыс күні", "2026 жылғы 16 желтоқсан: әдеттегідей"]);
    expect(await said("ru")).toEqual(["5 декабря 2026 года: рабочий день", "16 декабря 2026 года: как обычно"]);
    expect(await said("en")).toEqual(["5 December 2026: working day", "16 December 2026: as usual"]);
  });
  test("what arrived on a day that turns out to be off counts from the next working day", async () => {
    const id = await registered("application", "2026-11-16T05:00:00Z");
    await draft("2026-11-16");
    await apply();
    expect((await due(id)).day).toBe("2026-12-08");
  });
  test("a reopened case is counted from its reopening", async () => {
    const id = await registered("application", "2026-03-02T05:00:00Z", { round: 2, status: "reopened", due_at: "2026-12-07T18:59:59.999Z" });
    await db.owner`INSERT INTO private.past_round (appeal, round, closed_at, reopened_at) VALUES (${id}, 1, '2026-03-20T05:00:00Z', '2026-11-16T05:00:00Z')`;
    await draft("2026-04-06"); // in the first round: nothing to this one
    expect((await previewDraft(administrator, now)).moves).toEqual([]);
    await draft("2026-11-30");
    await apply();
    expect((await due(id)).day).toBe("2026-12-08");
  });
  test("a fault half-way leaves everything as it was, and the next round does it all", async () => {
    const ids = [await registered("application", "2026-11-16T05:00:00Z"), await registered("complaint", "2026-11-16T05:00:00Z")];
    await draft("2026-11-30");
    await confirmDraft(administrator, await seen());
    await db.owner`ALTER TABLE private.event ADD CONSTRAINT fault CHECK (appeal <> ${db.owner.unsafe(String(ids[1]))} OR kind <> 'deadline') NOT VALID`;
    await expect(applyCalendarChange()).rejects.toThrow();
    expect([(await due(ids[0]!)).day, (await due(ids[1]!)).day]).toEqual(["2026-12-07", "2026-12-14"]);
    expect(await db.owner`SELECT 1 FROM private.calendar_day WHERE day = '2026-11-30'`).toHaveLength(0);
    await db.owner`ALTER TABLE private.event DROP CONSTRAINT fault`;
    await applyCalendarChange();
    expect([(await due(ids[0]!)).day, (await due(ids[1]!)).day]).toEqual(["2026-12-08", "2026-12-15"]);
  });
  test("two machines at once move each deadline once", async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => registered("application", "2026-11-16T05:00:00Z")));
    await draft("2026-11-30");
    await confirmDraft(administrator, await seen());
    await expect(confirmDraft(administrator, await seen())).rejects.toMatchObject({ code: "calendarApplying" });
    await Promise.all([applyCalendarChange(), applyCalendarChange(), applyCalendarChange()]);
    for (const id of ids) expect(await due(id)).toEqual({ day: "2026-12-08", version: 2 });
    expect(await db.owner`SELECT appeal FROM private.event WHERE kind = 'deadline' AND appeal = ANY(${ids})`).toHaveLength(30);
  });
  test("no registration in the same moments keeps a day of the old calendar", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => makeCase(db.owner)));
    await draft("2026-11-30");
    await confirmDraft(administrator, await seen());
    await Promise.all([applyCalendarChange(), ...ids.map(async (id) => changeStatus(registrar, { id, seen: await seenNow(db.owner, id), to: "registered", kind: "application" }, now))]);
    for (const id of ids) expect((await due(id)).day).toBe("2026-12-08");
  });
  test("after any change every open deadline is what it would be had the calendar always been so", async () => {
    const day = fc.integer({ min: 0, max: 60 }).map((n) => new Date(Date.UTC(2026, 10, 1) + n * 86_400_000).toISOString().slice(0, 10));
    const arrival = fc.date({ min: new Date("2026-10-20"), max: new Date("2026-12-10"), noInvalidDate: true }).map((at) => at.toISOString());
    await fc.assert(fc.asyncProperty(fc.uniqueArray(day, { minLength: 1, maxLength: 6 }), fc.array(fc.tuple(arrival, fc.constantFrom("application", "complaint", "request")), { minLength: 1, maxLength: 8 }), async (days, cases) => {
      await db.owner`UPDATE private.appeal SET closed_at = greatest(received_at, now()) WHERE closed_at IS NULL`;
      const made = await Promise.all(cases.map(async ([at, kind]) => ({ at, kind, id: await registered(kind as AppealKind, at) })));
      for (const one of days) {
        const [standing] = await db.owner`SELECT 1 FROM private.calendar_day WHERE day = ${one}`;
        await draft(one, standing ? null : { ...off()!, working: isWeekend(one) });
      }
      await apply();
      const clock = await cityClock();
      for (const { at, kind, id } of made) {
        const [row] = await db.owner`SELECT due_at FROM private.appeal WHERE id = ${id}`;
        expect(row!.due_at).toEqual(appealDeadline(clock, kind as AppealKind, new Date(at)).dueAt);
      }
    }), { numRuns: 25 });
  });
});
