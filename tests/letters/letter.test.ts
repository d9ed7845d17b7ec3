import jsQR from "jsqr";
import { getResolvedPDFJS } from "unpdf";
import { describe, expect, test } from "vitest";
import { type Letter, letterPdf } from "#lib/letters/letter.ts";

const { getDocument, OPS } = await getResolvedPDFJS();

const letter: Letter = {
  language: "kk", city: { name: { kk: "Екібастұз", ru: "Экибастуз", en: "Ekibastuz" }, language: "kk" }, number: "EKB-2026-001234", day: "2026-11-16",
  subject: "№ EKB-2026-001234 өтінішке жауап", addressee: { name: "Әсем Жұмабекова", address: "Екібастұз, Мәшһүр Жүсіп көшесі, 12" },
  text: "Құрметті өтініш беруші!\n\nӘ ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і.\nҚаһармандар көшесінде шам ауыстырылды.", signer: "Ерлан Жұмабаев", executor: "Айгүл Сейтқали",
  portal: "https://ashyq.ekibastuz.kz",
};

async function read(pdf: Buffer) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: document.numPages }, async (_, i) => {
    const page = await document.getPage(i + 1);
    const { items } = await page.getTextContent();
    return { page, text: items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join(""), size: page.view };
  }));
  return { document, pages, text: pages.map((page) => page.text).join("\n") };
}

/** The squares drawn on a page as a picture, as a telephone's camera would see them. */
async function squares(page: Awaited<ReturnType<typeof read>>["pages"][number]["page"]) {
  const { fnArray, argsArray } = await page.getOperatorList();
  const drawn = fnArray.flatMap((op, i) => {
    if (op !== OPS.constructPath) return [];
    const path = argsArray[i]![1]?.[0] as Float32Array | undefined; // pdfjs: [op, x, y, …] in one array
    const found: { x: number; y: number }[] = [];
    if (!path || path.length < 100) return [];
    for (let at = 0; at < path.length;) {
      if (path[at] === 0) found.push({ x: path[at + 1]!, y: path[at + 2]! });
      at += [3, 3, 7, 5, 1][path[at]!]!;
    }
    return found;
  });
  const xs = [...new Set(drawn.map(({ x }) => Math.round(x * 1000) / 1000))].sort((a, b) => a - b);
  const step = Math.min(...xs.slice(1).map((x, i) => x - xs[i]!).filter((gap) => gap > 0.5));
  const left = Math.min(...drawn.map(({ x }) => x)), top = Math.min(...drawn.map(({ y }) => y));
  const side = Math.round((Math.max(...drawn.map(({ x }) => x)) - left) / step) + 1, scale = 8, quiet = 4;
  const size = (side + 2 * quiet) * scale, picture = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const { x, y } of drawn) {
    const column = Math.round((x - left) / step) + quiet, row = Math.round((y - top) / step) + quiet;
    for (let dy = 0; dy < scale; dy++) for (let dx = 0; dx < scale; dx++) picture.fill(0, ((row * scale + dy) * size + column * scale + dx) * 4, ((row * scale + dy) * size + column * scale + dx) * 4 + 3);
  }
  return jsQR(picture, size, size)?.data;
}

describe("a letter", () => {
  test("says who, to whom, when, what and by whom, with all Kazakh letters", async () => {
    const { text, pages } = await read(await letterPdf(letter));
    for (const said of ["Екібастұз қаласының әкімдігі", "Акимат города Экибастуз", "2026 жылғы 16 қараша", letter.number, "Әсем Жұмабекова", "Мәшһүр Жүсіп көшесі", "Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і", "Қаһармандар", "Қол қойды: Ерлан Жұмабаев", "Орындаушы: Айгүл Сейтқали"]) expect(text).toContain(said);
    expect(pages).toHaveLength(1);
    expect(pages[0]!.size.slice(2).map(Math.round)).toEqual([595, 842]); // A4
    expect(text).not.toContain("ЖОБА");
  });
  test("names its language, its title and its parts to a screen reader", async () => {
    const { document, pages } = await read(await letterPdf(letter));
    const { info } = await document.getMetadata() as unknown as { info: Record<string, unknown> };
    expect(info).toMatchObject({ Language: "kk", Title: letter.subject, Author: "Екібастұз қаласының әкімдігі" });
    const tree = JSON.stringify(await pages[0]!.page.getStructTree());
    expect(tree).toContain('"H1"');
    expect(tree).toContain('"alt":"https://ashyq.ekibastuz.kz/kk/track"');
  });
  test("carries a QR to the tracking page in its language, with the number beside it and no code in it", async () => {
    const { pages, text } = await read(await letterPdf(letter));
    expect(await squares(pages[0]!.page)).toBe("https://ashyq.ekibastuz.kz/kk/track");
    expect(text).toContain("https://ashyq.ekibastuz.kz/kk/track");
  });
  test("that is long goes over pages, each numbered, nothing lost", async () => {
    const paragraphs = Array.from({ length: 80 }, (_, i) => `${i + 1}-абзац: бөлім көшедегі шамдарды тексеріп, істен шыққандарын ауыстырды, жұмыс қарашаның аяғына дейін жүреді.`);
    const { text, pages } = await read(await letterPdf({ ...letter, text: paragraphs.join("\n") }));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach(({ text: page }, i) => expect(page).toContain(`${i + 1}-бет, барлығы ${pages.length}`));
    for (const n of [1, 40, 80]) expect(text).toContain(`${n}-абзац:`);
    expect(pages.at(-1)!.text).toContain(`Қол қойды: ${letter.signer}`);
  });
  test.each([["kk", "ЖОБА"], ["ru", "ПРОЕКТ"], ["en", "DRAFT"]] as const)("not yet sent is marked as a draft on every page (%s)", async (language, word) => {
    const { pages } = await read(await letterPdf({ ...letter, language, draft: true, text: "Мәтін\n".repeat(90), signer: null }));
    expect(pages.length).toBeGreaterThan(1);
    for (const { text } of pages) expect(text).toContain(word);
  });
  test("to nobody known, or with hostile text, is still made", async () => {
    const hostile = `${"ұ".repeat(50_000)}\n\u0000\u202e(\\) Tj ET <</S/JavaScript>> 🙂`;
    const { text } = await read(await letterPdf({ ...letter, addressee: null, text: hostile, executor: null, signer: null }));
    expect(text).toContain("Өтініш берушіге");
    expect(text.replaceAll(/\s/g, "")).toContain("ұ".repeat(1000));
  });
  test("prints the right to complain where the text does not say it", async () => {
    const { text } = await read(await letterPdf({ ...letter, language: "ru", complaint: true }));
    expect(text.replaceAll(/\s+/g, " ")).toContain("можно обжаловать в течение трёх месяцев");
  });
});
