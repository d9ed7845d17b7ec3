import { parse } from "csv-parse/sync";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers, cookies: async () => ({ set: () => {} }) }));
vi.mock("next/server", () => ({ connection: async () => {} }));
const { sessionCookie, sessionSecret } = await import("#app/_server/auth.ts");
const { GET } = await import("#app/office/reports/meeting.csv/route.ts");

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());

async function download(actor: Actor | null, query = "") {
  request.headers = new Headers({ host: "office.test", cookie: "office-language=en" });
  if (actor) request.headers.set("cookie", `office-language=en; ${sessionCookie.name}=${await encode({ token: { sub: actor.session }, secret: sessionSecret() })}`);
  const answer = await GET(new Request(`http://office.test/office/reports/meeting.csv${query}`));
  return { status: answer.status, type: answer.headers.get("content-type"), kept: answer.headers.get("cache-control"), text: await answer.text() };
}

test("officials by name, no applicant, and no name is a formula", async () => {
  const head = await official(db.owner, "head", "heat"), executor = await official(db.owner, "executor", "heat");
  await db.owner`UPDATE private.staff SET name = '=HYPERLINK("http://x")' WHERE id = ${executor.id}`;
  const [person] = await db.owner`INSERT INTO private.person (name, phone) VALUES ('Асқар Тестов', '+77010000001') RETURNING id::int`;
  await makeCase(db.owner, { department: "heat", executor: executor.id, status: "in_work", applicant: person!.id, text: "Асқар Тестов, +77010000001" });
  await makeCase(db.owner, { department: "roads", status: "assigned" });

  const mine = await download(head);
  expect(mine).toMatchObject({ status: 200, type: "text/csv; charset=utf-8", kept: "private, no-store" });
  const rows = parse(mine.text, { columns: true }) as Record<string, string>[];
  expect(rows.map((row) => [row.Department, row.Executor, row["In work"]])).toEqual([["Heating", "Total", "1"], ["Heating", `'=HYPERLINK("http://x")`, "1"], ["Total", "Total", "1"]]);
  expect(mine.text).not.toMatch(/Асқар|7701|Roads/);
  expect((await download(await official(db.owner, "auditor"))).text).toContain("Roads");
});

test("whom it is not for, and dates that are none", async () => {
  expect((await download(null)).status).toBe(401);
  for (const role of ["operator", "executor", "administrator", "publisher"] as const) expect((await download(await official(db.owner, role, role === "executor" ? "heat" : null))).status, role).toBe(404);
  const auditor = await official(db.owner, "auditor");
  expect((await download(auditor, "?period=days&from=2026-02-01&to=2026-01-01")).status).toBe(400);
  expect((await download(auditor, "?period=days&from=2026-02-31&to=x")).status).toBe(400);
  expect((await download(auditor, "?period=days&from=2026-01-01&to=2026-02-01")).status).toBe(200);
});
