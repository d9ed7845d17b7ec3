import { afterAll, beforeAll, expect, test } from "vitest";
import { firstStep } from "#lib/staff/actor.ts";
import { recoverAccount } from "#lib/staff/recover.ts";
import { factorsOf } from "#lib/staff/second-factor.ts";
import { actorOfSession } from "#lib/staff/session.ts";
import { signIn } from "#lib/staff/sign-in.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

test("the machine's owner lets the last administrator in again: new password, factor to be set up, written down", async () => {
  const administrator = await official(db.owner, "administrator");
  await db.owner`INSERT INTO private.passkey (staff, credential, public_key, counter, name) VALUES (${administrator.id}, 'lost', '\\x00', 0, 'Lost phone')`;
  const { password } = await recoverAccount(administrator.login.toUpperCase(), { password: true, secondFactor: true });
  expect(await actorOfSession(administrator.session)).toBeNull();
  expect((await factorsOf(administrator.id)).passkeys).toEqual([]);
  const actor = (await actorOfSession((await signIn({ login: administrator.login, password: password!, address: null, agent: null })).session))!;
  expect(firstStep(actor)).toBe("password");
  expect(await db.owner`SELECT kind, after->>'act' AS act, actor FROM private.office_event WHERE subject = ${administrator.login} AND actor IS NULL ORDER BY seq`)
    .toEqual([{ kind: "second_factor", act: "reset", actor: null }, { kind: "session", act: "ended", actor: null }, { kind: "staff", act: "passwordIssued", actor: null }]);
});

test("nobody is let in who has no account", () => expect(recoverAccount("nobody", { password: true, secondFactor: true })).rejects.toMatchObject({ code: "notFound" }));
