import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { kept, wayOf } from "#lib/resident/way.ts";
import { testDatabase } from "#tests/support/database.ts";
import { setUpWay } from "#tests/support/sms-provider.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

const setUp = (pathSecret: string) => setUpWay(db.owner, "infobip", { apiUrl: "https://example.org" }, { apiKey: "key", pathSecret });
const secret = async () => (await wayOf("infobip"))?.secrets.pathSecret ?? null;

test("a way that is switched on is there at once; a change is in force a second later", async () => {
  kept.forMs = 300;
  expect(await secret()).toBeNull();
  await setUp("the-first-secret-of-all");
  expect(await secret()).toBe("the-first-secret-of-all");
  await setUp("another-secret-that-counts");
  await sleep(kept.forMs);
  expect(await secret()).toBe("another-secret-that-counts");
  await db.owner`UPDATE private.way SET active = false`;
  await sleep(kept.forMs);
  expect(await secret()).toBeNull();
});

test("many who call at once ask the database once", async () => {
  kept.forMs = 10_000;
  await setUp("a-secret-asked-for-once");
  const [first, ...others] = await Promise.all(Array.from({ length: 50 }, () => wayOf("infobip")));
  expect(first!.secrets.pathSecret).toBe("a-secret-asked-for-once");
  expect(others.every((one) => one === first)).toBe(true);
});
