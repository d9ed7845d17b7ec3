import { encode } from "next-auth/jwt";
import { getResolvedPDFJS } from "unpdf";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { answerLetter } from "#lib/letters/answer-letter.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { fullAnswer, makeCase, official, smallCity } from "#tests/support/office.ts";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers, cookies: async () => ({ set: () => {} }) }));
vi.mock("next/server", () => ({ connection: async () => {} }));
const { sessionCookie, sessionSecret } = await import("#app/_server/auth.ts");
const { GET } = await import("#app/office/cases/[id]/letter.pdf/route.ts");

const { getDocument } = await getResolvedPDFJS();

let db: Awaited<ReturnType<typeof testDatabase>>;
let executor: Actor, roads: Actor, signer: Actor, administrator: Actor, person: number;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [executor, roads] = [await official(db.owner, "executor", "heat"), await official(db.owner, "executor", "roads")];
  [signer, administrator] = [await official(db.owner, "signer"), await official(db.owner, "administrator")];
  person = (await db.owner`INSERT INTO private.person (name, address) VALUES ('Әсем Жұмабекова', 'Сынақ көшесі, 7') RETURNING id::int`)[0]!.id;
});
afterAll(() => db.drop());

const portal = "https://ashyq.example";
const looks = async (id: number) => (await db.owner`SELECT staff::int FROM private.applicant_look WHERE appeal = ${id}`).map((one) => one.staff);
const read = async (pdf: Buffer | ArrayBuffer) => {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, async (_, i) => (await (await document.getPage(i + 1)).getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join(" ")));
  return pages.join(" ").replaceAll(/\s+/g, " ");
};
async function answered(facts: Record<string, string | number | null> = {}, text: string = fullAnswer.kk, signed = true) {
  const id = await makeCase(db.owner, { department: "heat", track: "appeal", kind: "application", status: "answered", applicant: person, closed_at: "2026-11-18T20:00:00Z", ...facts });
  const [draft] = await db.owner`INSERT INTO private.answer (appeal, round, text, language, outcome, written_by, written_at, signed_by, signed_at)
    VALUES (${id}, 1, ${text}, 'kk', 'satisfied', ${executor.id}, '2026-11-17T05:00:00Z', ${signed ? signer.id : null}, ${signed ? "2026-11-18T20:00:00Z" : null}) RETURNING id::int`;
  return { id, draft: draft!.id as number };
}

describe("the letter of an answer", () => {
  test("is final once it is signed: dated by the city's day, signed, to the applicant; the look is written down", async () => {
    const { id } = await answered();
    const text = await read((await answerLetter(executor, id, null, portal)).pdf);
    for (const said of ["Әсем Жұмабекова", "Сынақ көшесі, 7", "2026 жылғы 19 қараша", "Жылу энергетикасы туралы", `${portal}/kk/track`]) expect(text).toContain(said);
    expect(text).toContain("Қол қойды: signer");
    expect(text).not.toContain("ЖОБА");
    expect(await looks(id)).toEqual([executor.id]);
  });
  test("asks whether it was really solved, on the page that it leads to, and is still one page", async () => {
    const { id } = await answered();
    const { pdf } = await answerLetter(executor, id, null, portal);
    expect(await read(pdf)).toContain("Мәселе шынымен шешілді ме?");
    expect((await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).numPages).toBe(1);
  });
  test("is a draft before that, without a signature", async () => {
    const { id, draft } = await answered({ status: "on_approval", closed_at: null }, fullAnswer.kk, false);
    const text = await read((await answerLetter(signer, id, draft, portal)).pdf);
    expect(text).toContain("ЖОБА");
    expect(text).not.toContain("Қол қойды");
  });
  test("prints the right to complain where an older answer lacks it, and never for a signal", async () => {
    const old = await answered({}, "Шам ауыстырылды.");
    expect(await read((await answerLetter(executor, old.id, null, portal)).pdf)).toContain("үш ай ішінде шағым бере аласыз");
    const signal = await answered({ track: "signal", kind: null }, "Шам ауыстырылды.", false);
    const text = await read((await answerLetter(executor, signal.id, null, portal)).pdf);
    expect(text).not.toContain("шағым бере аласыз");
    expect(text).not.toContain("ЖОБА");
  });
  test("to somebody unknown names nobody, and there is no look to write down", async () => {
    const { id } = await answered({ applicant: null });
    expect(await read((await answerLetter(executor, id, null, portal)).pdf)).toContain("Өтініш берушіге");
    expect(await looks(id)).toEqual([]);
  });
  test("another case's answer, another department's case, a case without an answer: there is none", async () => {
    const one = await answered(), other = await answered();
    await expect(answerLetter(executor, one.id, other.draft, portal)).rejects.toMatchObject({ code: "notFound" });
    await expect(answerLetter(roads, one.id, null, portal)).rejects.toMatchObject({ code: "notFound" });
    await expect(answerLetter(executor, await makeCase(db.owner, { department: "heat", applicant: person }), null, portal)).rejects.toMatchObject({ code: "notFound" });
    expect(await looks(one.id)).toEqual([]);
  });
});

describe("its address", () => {
  async function get(actor: Actor | null, id: number | string, query = "") {
    request.headers = new Headers({ host: "office.test" });
    if (actor) request.headers.set("cookie", `${sessionCookie.name}=${await encode({ token: { sub: actor.session }, secret: sessionSecret() })}`);
    return GET(new Request(`http://office.test/office/cases/${id}/letter.pdf${query}`), { params: Promise.resolve({ id: String(id) }) });
  }
  test("gives a PDF that no cache keeps", async () => {
    const { id } = await answered();
    const response = await get(executor, id);
    expect(response.status).toBe(200);
    expect([response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual(["application/pdf", "private, no-store"]);
    expect(await read(await response.arrayBuffer())).toContain("Әсем Жұмабекова");
  });
  test("gives nothing to a stranger, another department, who sees no cases, and for what isn't a number", async () => {
    const { id } = await answered();
    const statuses: number[] = [];
    for (const [actor, what, query] of [[null, id, ""], [roads, id, ""], [administrator, id, ""], [executor, "x", ""], [executor, id, "?answer=x"], [executor, id, "?answer=999999"], [executor, 999999, ""]] as const) statuses.push((await get(actor, what, query)).status);
    expect(statuses).toEqual([401, 404, 404, 404, 404, 404, 404]);
    expect(await looks(id)).toEqual([]);
  });
});
