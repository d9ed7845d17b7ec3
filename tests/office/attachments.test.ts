import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Actor } from "#lib/staff/actor.ts";
import { conversation } from "#tests/support/conversation.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, smallCity } from "#tests/support/office.ts";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers, cookies: async () => ({ set: () => {} }) }));
vi.mock("next/server", () => ({ connection: async () => {} }));
const { sessionCookie, sessionSecret } = await import("#app/_server/auth.ts");
const { GET } = await import("#app/office/cases/[id]/attachments/[n]/route.ts");

let db: Awaited<ReturnType<typeof testDatabase>>, head: Actor, stranger: Actor, administrator: Actor, made: Awaited<ReturnType<typeof conversation>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  head = await official(db.owner, "head", "heat");
  stranger = await official(db.owner, "head", "roads");
  administrator = await official(db.owner, "administrator");
  made = await conversation(db.owner, ["Міне"], { department: "heat" });
});
afterAll(() => db.drop());

async function file(type: string, name: string | null, state = "kept") {
  const content = state === "kept" ? Buffer.from("bytes") : null;
  const [row] = await db.owner`INSERT INTO private.attachment (inbound, appeal, message, type, name, state, content, bytes, try_at) VALUES (${made.inbound[0]!}, ${made.id}, ${made.messages[0]!}, ${type}, ${name}, ${state}, ${content}, 5, ${state === "waiting" ? new Date() : null}) RETURNING id::int`;
  return row!.id as number;
}
async function open(actor: Actor | null, n: number | string, id: number | string = made.id, range?: string) {
  request.headers = new Headers({ host: "office.test" });
  if (actor) request.headers.set("cookie", `${sessionCookie.name}=${await encode({ token: { sub: actor.session }, secret: sessionSecret() })}`);
  return GET(new Request("http://office.test", range ? { headers: { range } } : {}), { params: Promise.resolve({ id: String(id), n: String(n) }) });
}

describe("a file that a resident sent", () => {
  test("comes as what it is, sandboxed, not guessed at and not kept by the browser", async () => {
    const answer = await open(head, await file("image/jpeg", "аула.jpg"));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("bytes");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg", "x-content-type-options": "nosniff", "cache-control": "private, no-store", "cross-origin-resource-policy": "same-origin",
      "content-security-policy": expect.stringMatching(/^sandbox; default-src 'none';/), "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent("аула.jpg")}`,
    });
  });
  test.each(["application/pdf", "application/x-cfb", "image/heic", "image/svg+xml", "text/html"])("of the type %s is saved and never shown", async (type) => {
    expect((await open(head, await file(type, null))).headers.get("content-disposition")).toMatch(/^attachment; /);
  });
  test("comes in parts, as players ask for it", async () => {
    const n = await file("audio/ogg", null);
    const part = await open(head, n, made.id, "bytes=1-3");
    expect([part.status, part.headers.get("content-range"), part.headers.get("content-type"), await part.text()]).toEqual([206, "bytes 1-3/5", "audio/ogg", "yte"]);
    expect((await open(head, n, made.id, "bytes=9-")).status).toBe(416);
    expect((await open(stranger, n, made.id, "bytes=0-1")).status).toBe(404);
  });
  test("keeps no tricks in its name: no path, no line, no turned direction", async () => {
    const said = (await open(head, await file("application/pdf", "../../a\r\nSet-Cookie: x=\u202egpj.exe'\"*.pdf"))).headers.get("content-disposition")!;
    expect(said).toMatch(/^attachment; filename\*=UTF-8''[\w.%-]+$/);
    expect(decodeURIComponent(said.split("''")[1]!)).not.toMatch(/[/\\\r\n\u202e"*:]/);
  });
  test("is not there for a stranger, in another case, before it came or when it was refused", async () => {
    const n = await file("image/jpeg", null), other = await conversation(db.owner, ["Басқа"], { department: "heat" });
    expect((await open(null, n)).status).toBe(401);
    for (const one of [await open(stranger, n), await open(administrator, n), await open(head, n, other.id), await open(head, "x"), await open(head, 999999), await open(head, await file("image/jpeg", null, "waiting")), await open(head, await file("image/jpeg", null, "refused"))]) expect(one.status).toBe(404);
  });
});
