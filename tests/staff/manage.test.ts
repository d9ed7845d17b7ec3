import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, may } from "#lib/staff/actor.ts";
import { findStaff, staffMember, staffPerPage } from "#lib/staff/find.ts";
import { changePosition, resetPassword, revokeSessions, setActive } from "#lib/staff/manage.ts";
import { actorOfSession, endOwnOtherSessions, endSessionOf, openSessions } from "#lib/staff/session.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let administrator: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await db.owner`INSERT INTO private.department (code, name_kk, name_ru, name_en) VALUES ('roads', 'Жолдар', 'Дороги', 'Roads'), ('heat', 'Жылу', 'Тепло', 'Heating')`;
  administrator = await official(db.owner, "administrator");
});
afterAll(() => db.drop());

const acts = (login: string) => db.owner`SELECT kind, actor::int, before, after FROM private.office_event WHERE subject = ${login} ORDER BY seq`;
const now = async (actor: Actor) => (await actorOfSession(actor.session))!;
const session = async (of: Actor, facts: { device?: string; at?: string } = {}) =>
  (await db.owner`INSERT INTO private.session (staff, created_at, expires_at, device) VALUES (${of.id}, coalesce(${facts.at ?? null}::timestamptz, now()), now() + interval '1 hour', ${facts.device ?? null}) RETURNING id`)[0]!.id as string;

describe("an account's position", () => {
  test("changes at once, in the open session too; before and after are written down", async () => {
    const worker = await official(db.owner, "executor", "roads");
    await changePosition(administrator, worker.id, { name: " Айгүл ", roles: ["operator"], department: null });
    expect(await now(worker)).toMatchObject({ name: "Айгүл", roles: ["operator"], department: null });
    expect([may(await now(worker), "case.work"), may(await now(worker), "applicant.edit")]).toEqual([false, true]);
    expect(await acts(worker.login)).toMatchObject([{ kind: "staff", actor: administrator.id, before: { roles: ["executor"], department: "roads" }, after: { act: "changed", roles: ["operator"], department: null } }]);
  });
  test("that comes with a second factor takes effect when there is one", async () => {
    const worker = await official(db.owner, "executor", "roads");
    await db.owner`UPDATE private.session SET second_factor_at = NULL WHERE id = ${worker.session}`;
    await changePosition(administrator, worker.id, { name: "Now registrar", roles: ["registrar"], department: null });
    expect([(await now(worker)).secondFactor, may(await now(worker), "case.read")]).toEqual([false, false]);
  });
  test.each([
    ["rolesIncompatible", { roles: ["administrator", "registrar"] }], ["rolesIncompatible", { roles: ["auditor", "publisher"] }], ["departmentNeeded", { roles: ["head"] }],
    ["required", { roles: [] }], ["required", { name: "  " }],
  ])("refuses %s %j", async (code, change) => {
    const worker = await official(db.owner, "operator");
    await expect(changePosition(administrator, worker.id, { name: "x", roles: ["operator"], department: null, ...change } as never)).rejects.toMatchObject({ code });
    expect((await now(worker)).roles).toEqual(["operator"]);
  });
  test("is not one's own to change, and only the administrator's", async () => {
    const worker = await official(db.owner, "operator");
    await expect(changePosition(administrator, administrator.id, { name: "x", roles: ["signer"], department: null })).rejects.toMatchObject({ code: "ownRoles" });
    await expect(changePosition(worker, worker.id, { name: "x", roles: ["signer"], department: null })).rejects.toMatchObject({ code: "forbidden" });
    await changePosition(administrator, administrator.id, { name: "New name", roles: ["administrator"], department: null });
    expect((await now(administrator)).name).toBe("New name");
  });
});

test("two administrators who switch each other off at once: one remains", async () => {
  await db.owner`UPDATE private.staff SET active = false WHERE id = ${administrator.id}`;
  for (let turn = 0; turn < 10; turn++) {
    const [one, two] = [await official(db.owner, "administrator"), await official(db.owner, "administrator")];
    const results = await Promise.allSettled([setActive(one, two.id, false), setActive(two, one.id, false)]);
    expect(results.map((result) => (result.status === "rejected" ? result.reason.code : "done")).sort()).toEqual(["done", "lastAdministrator"]);
    expect(await db.owner`SELECT count(*)::int AS n FROM private.staff s JOIN private.staff_role r ON r.staff = s.id WHERE s.active AND r.role = 'administrator'`).toEqual([{ n: 1 }]);
    await db.owner`UPDATE private.staff SET active = false WHERE id IN ${db.owner([one.id, two.id])}`;
  }
  await db.owner`UPDATE private.staff SET active = true WHERE id = ${administrator.id}`;
});

describe("sessions", () => {
  test("one's own: each is ended by itself, or all the others; a stranger's does not exist", async () => {
    const worker = await official(db.owner, "operator"), stranger = await official(db.owner, "operator");
    const [second] = [await session(worker), await session(worker)];
    await expect(endSessionOf(stranger, worker.id, second)).rejects.toMatchObject({ code: "forbidden" });
    await expect(endSessionOf(worker, worker.id, stranger.session)).rejects.toMatchObject({ code: "notFound" });
    await endSessionOf(worker, worker.id, second);
    expect((await openSessions(worker, worker.id)).length).toBe(2);
    await endOwnOtherSessions(worker);
    expect((await openSessions(worker, worker.id)).map(({ id }) => id)).toEqual([worker.session]);
    expect((await acts(worker.login)).map((event) => event.after)).toEqual([{ act: "ended", sessions: 1 }, { act: "ended", sessions: 1 }]);
  });
  test("of anybody: seen and ended by the administrator alone", async () => {
    const worker = await official(db.owner, "signer");
    await expect(openSessions(worker, administrator.id)).rejects.toMatchObject({ code: "forbidden" });
    expect((await openSessions(administrator, worker.id)).map(({ id }) => id)).toEqual([worker.session]);
    await endSessionOf(administrator, worker.id, worker.session);
    expect(await actorOfSession(worker.session)).toBeNull();
  });
  test("in a browser not used before are marked, and those that stopped at the second factor", async () => {
    const worker = await official(db.owner, "signer");
    await db.owner`UPDATE private.session SET created_at = now() - interval '9 days', device = '11111111-1111-4111-8111-111111111111' WHERE id = ${worker.session}`;
    await db.owner`INSERT INTO private.authenticator (staff, secret, enrolled_at) VALUES (${worker.id}, '\\x00', now())`;
    const same = await session(worker, { device: "11111111-1111-4111-8111-111111111111" }), other = await session(worker, { device: "22222222-2222-4222-8222-222222222222" });
    const seen = Object.fromEntries((await openSessions(administrator, worker.id)).map((one) => [one.id, [one.newDevice, one.complete]]));
    expect(seen).toEqual({ [worker.session]: [false, true], [same]: [false, false], [other]: [true, false] });
  });
  test("all end with a new password, a dismissal, or the administrator's word", async () => {
    for (const end of [(id: number) => resetPassword(administrator, id), (id: number) => setActive(administrator, id, false), (id: number) => revokeSessions(administrator, id)]) {
      const worker = await official(db.owner, "operator");
      const second = await session(worker);
      await end(worker.id);
      expect([await actorOfSession(worker.session), await actorOfSession(second)]).toEqual([null, null]);
      expect((await acts(worker.login)).at(-1)!.after).toEqual({ act: "ended", sessions: 2 });
    }
  });
});

describe("finding people", () => {
  beforeAll(async () => {
    await db.owner`WITH made AS (INSERT INTO private.staff (login, name, department, password_hash) SELECT 'many' || lpad(n::text, 3, '0'), 'Ержан ' || n, 'heat', 'x' FROM generate_series(1, 120) n RETURNING id)
      INSERT INTO private.staff_role SELECT id, 'executor' FROM made`;
    await db.owner`UPDATE private.staff SET name = 'Ержан 100%_' WHERE login = 'many007'`;
  });
  const found = async (words: string, page = 1) => (await findStaff(administrator, { words, page })).rows.map((row) => row.login);
  test("by name, login, department and role, in any of the languages, all words together", async () => {
    for (const words of ["many0", "Ержан", "ержан тепло", "Heating исполнитель many"]) expect((await findStaff(administrator, { words })).total, words).toBeGreaterThanOrEqual(99);
    expect(await found("many042 орындаушы")).toEqual(["many042"]);
    expect(await found("many042 тіркеуші")).toEqual([]);
    expect(await found("100%_")).toEqual(["many007"]);
    expect(await found("\\")).toEqual([]);
  });
  test("fifty a page", async () => {
    const first = await found("many"), third = await found("many", 3);
    expect([first.length, third.length, first[0], third.at(-1)]).toEqual([staffPerPage, 20, "many001", "many120"]);
  });
  test("is the administrator's alone; a hidden account is told to nobody else", async () => {
    const registrar = await official(db.owner, "registrar");
    await expect(findStaff(registrar, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(staffMember(registrar, administrator.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(staffMember(administrator, 99_999_999)).rejects.toMatchObject({ code: "notFound" });
  });
});
