import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { createStaff, setPassword } from "#lib/staff/account.ts";
import { oneTimePassword, verifyPassword } from "#lib/staff/password.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await db.owner`INSERT INTO private.department (code, name_en) VALUES ('roads', 'Roads')`;
});
afterAll(() => db.drop());

const official = { name: "Aigerim", roles: ["executor" as const], department: "roads", password: "a long good phrase", mustChange: false };

test("an account's password is kept as argon2id and recognised", async () => {
  const { id } = await createStaff(privateDb(), { ...official, login: " Aigerim.S " });
  const [row] = await db.owner`SELECT login, password_hash FROM private.staff WHERE id = ${id}`;
  expect(row!.login).toBe("aigerim.s");
  expect(row!.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(row!.password_hash, "a long good phrase")).toBe(true);
  expect(await verifyPassword(row!.password_hash, "a long good phrasE")).toBe(false);
  expect(await verifyPassword(null, "a long good phrase")).toBe(false);
});

test("without a password a one-time one is made", async () => {
  const { password } = await createStaff(privateDb(), { login: "new.one", name: "New", roles: ["registrar"], department: null, mustChange: true });
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
});

describe("refused", () => {
  test.each([
    ["passwordLength", { password: "short" }], ["passwordLength", { password: "x".repeat(201) }],
    ["passwordCommon", { password: "123456789012" }], ["passwordCommon", { password: "пароль-на-сегодня" }], ["passwordCommon", { password: "my refused.one 77" }],
    ["loginForm", { login: "-" }], ["required", { name: " " }], ["required", { roles: [] }],
    ["rolesIncompatible", { roles: ["administrator" as const, "registrar" as const] }], ["rolesIncompatible", { roles: ["auditor" as const, "publisher" as const] }],
    ["departmentNeeded", { department: null }],
  ])("%s %j", (code, change) =>
    expect(createStaff(privateDb(), { ...official, login: "refused.one", ...change })).rejects.toMatchObject({ code }));
  test("a taken login", () => expect(createStaff(privateDb(), { ...official, login: "AIGERIM.S" })).rejects.toMatchObject({ code: "loginTaken" }));
});

test("a new password ends every session", async () => {
  const { id } = await createStaff(privateDb(), { ...official, login: "leaver" });
  await db.owner`INSERT INTO private.session (staff, expires_at) VALUES (${id}, now() + interval '1 hour')`;
  await setPassword(privateDb(), id, oneTimePassword(), true);
  const [row] = await db.owner`SELECT revoked_at IS NOT NULL AS revoked FROM private.session WHERE staff = ${id}`;
  expect(row!.revoked).toBe(true);
});
