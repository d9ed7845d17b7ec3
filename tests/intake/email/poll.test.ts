import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "#env.ts";
import { pollMail } from "#lib/intake/email/poll.ts";
import { checkWay } from "#lib/ways/check.ts";
import { setWay } from "#lib/ways/manage.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { dovecot, imapServer, type ImapServer } from "#tests/intake/email/imap-server.ts";
import { mail } from "#tests/intake/email/mails.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, smallCity } from "#tests/support/office.ts";

if (!dovecot) console.warn("  no Dovecot here (apt-get install dovecot-imapd): polling a mailbox is not tested");

describe.skipIf(!dovecot)("a mailbox on a real server", { timeout: 120_000 }, () => {
  let db: Awaited<ReturnType<typeof testDatabase>>, server: ImapServer, administrator: Actor;
  const set = (more: Record<string, string> = {}) => setWay(administrator, { code: "email", active: true, typed: {
    "set.host": "127.0.0.1", "set.port": String(server.port), "set.security": "none", "set.user": server.user, "set.folder": "INBOX", "secret.password": server.password, ...more,
  } });
  const arrived = async () => (await db.owner`SELECT convert_from(decode(original ->> 'raw', 'base64'), 'UTF8') AS raw, sender, state FROM private.inbound WHERE source = 'email' ORDER BY id`).map((row) => ({ ...row, text: String(row.raw).split("\r\n\r\n")[1]!.trim() }));
  const texts = async () => (await arrived()).map((one) => one.text);
  beforeAll(async () => {
    db = await testDatabase();
    await smallCity(db.owner);
    administrator = await official(db.owner, "administrator");
  });
  beforeEach(async () => {
    await server?.stop();
    server = await imapServer();
    await db.owner`DELETE FROM private.inbound`;
    await db.owner`DELETE FROM private.setting WHERE key = 'email-place'`;
    await set();
  });
  afterAll(async () => {
    await server?.stop();
    await db.drop();
  });

  test("each new message is kept once, in its order, as it came, then marked as seen", async () => {
    await server.put(mail("бірінші"));
    await server.put(mail("екінші"));
    expect(await pollMail()).toBe("2 messages");
    expect(await arrived()).toMatchObject([{ text: "бірінші", sender: "aigul@example.org", state: "waiting" }, { text: "екінші", state: "waiting" }]);
    expect(await server.flags()).toEqual([["\\Recent", "\\Seen"], ["\\Recent", "\\Seen"]].map((flags) => expect.arrayContaining(flags.slice(1))));
    expect(await pollMail()).toBeUndefined();
    expect(await texts()).toEqual(["бірінші", "екінші"]);
  });

  test("what had been read before the portal looked for the first time is left alone; what is read elsewhere later is not lost", async () => {
    await server.put(mail("ескі, оқылған"), ["\\Seen"]);
    await server.put(mail("жаңа"));
    await pollMail();
    expect(await texts()).toEqual(["жаңа"]);
    await server.put(mail("телефоннан оқып қойған"), ["\\Seen"]);
    await pollMail();
    expect(await texts()).toEqual(["жаңа", "телефоннан оқып қойған"]);
    expect(await pollMail()).toBeUndefined();
  });

  test("what was kept and not marked, as after a kill, is known when it is met again", async () => {
    await server.put(mail("сөз"));
    await pollMail();
    await server.client((imap) => imap.messageFlagsRemove("1:*", ["\\Seen"]));
    expect(await pollMail()).toBeUndefined();
    expect(await texts()).toEqual(["сөз"]);
    expect((await server.flags())[0]).toContain("\\Seen");
  });

  test("killed while polling, again and again, every message is there once", async () => {
    const many = Array.from({ length: 30 }, (_, n) => `хат ${n}`);
    await server.put(many.map((one) => mail(one)));
    for (let kills = 0; kills < 4; kills++) {
      const worker = spawn(process.execPath, ["tests/intake/email/polling-worker.ts"], { env: { ...process.env, DATABASE_URL: env.DATABASE_URL }, stdio: ["ignore", "pipe", "inherit"] });
      await once(worker.stdout, "data");
      setTimeout(() => worker.kill("SIGKILL"), 40 + kills * 60);
      await once(worker, "exit");
    }
    await pollMail();
    expect((await texts()).sort()).toEqual([...many].sort());
  });

  test("two workers at once keep each message once", async () => {
    await server.put(Array.from({ length: 8 }, (_, n) => mail(`жұп ${n}`)));
    await Promise.all([pollMail(), pollMail()]);
    expect(new Set(await texts()).size).toBe(8);
    expect(await arrived()).toHaveLength(8);
  });

  test("the check says whether the mailbox opens, and never the password", async () => {
    expect(await checkWay(administrator, "email")).toEqual({ end: "ok" });
    await set({ "secret.password": "wrong-word" });
    const refused = await checkWay(administrator, "email");
    expect(refused).toMatchObject({ end: "failed" });
    expect(JSON.stringify(refused)).not.toMatch(/wrong-word|not-told/);
    await set({ "set.folder": "No such folder", "secret.password": server.password });
    expect(await checkWay(administrator, "email")).toMatchObject({ end: "failed" });
    await server.stop();
    expect(await checkWay(administrator, "email")).toMatchObject({ end: "failed", error: expect.stringContaining("ECONNREFUSED") });
    await expect(pollMail()).rejects.toThrow(/^the mailbox: /);
  });
});
