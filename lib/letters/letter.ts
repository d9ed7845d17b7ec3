import path from "node:path";
import PDFDocument from "pdfkit";
import QRCode from "qrcode";
import { root } from "#env.ts";
import { letterWords } from "#lib/i18n/areas/letter.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { type Locale, nameFor, type Names } from "#lib/i18n/locale.ts";
import { type Translate, translator } from "#lib/i18n/translate.ts";

/** A letter of the akimat to an applicant: an answer, or the notice of an extension, a redirect, a return. */
export type Letter = {
  language: Locale;
  city: { name: Names; language: Locale };
  number: string;
  /** The letter's date, a city's day (YYYY-MM-DD). */
  day: string;
  subject: string;
  /** To whom; null where nobody is known. */
  addressee: { name: string | null; address: string | null } | null;
  /** Paragraphs by line breaks. */
  text: string;
  /** A paragraph of it that is set large. */
  large?: string;
  /** Who signed it; null where it needs no signature or has none yet. */
  signer: string | null;
  executor: string | null;
  /** Prints the right to complain below the signature: where the text, written before it was asked for, doesn't say it. */
  complaint?: boolean;
  /** Asks whether it was really solved, beside the way to the page where he says so: an answer, whose reader no other channel asks. */
  asksSolved?: boolean;
  /** Where the portal is, e.g. https://ashyq.ekibastuz.kz: the QR leads to its tracking page. */
  portal: string;
  /** Marked all over as a draft. */
  draft?: boolean;
};

const font = (weight: string) => path.join(/* turbopackIgnore: true */ root, "node_modules/@expo-google-fonts/golos-text", weight, `GolosText_${weight}.ttf`);
const margins = { top: 48, bottom: 64, left: 72, right: 48 };
const ink = "#1c1c1a", quiet = "#5c5c57", rule = "#b9b9b2";
const qrSize = 72;
type Page = InstanceType<typeof PDFDocument>;
type Word = Translate<keyof (typeof letterWords)["kk"]>;

/** The tracking page in the letter's language. No code is in it: the portal keeps only the code's hash. */
export const trackingAddress = (portal: string, language: Locale): string => new URL(`/${language}/track`, portal).href;

/** Parts a word that is longer than any address: pdfkit measures all that is left of it for every line, minutes for a text that is one word. */
const breakable = (text: string): string => text.replace(/[^ \t\n]{200}(?=[^ \t\n])/gu, "$& ");

/** The letterhead: the state language, beside it the letter's (Russian beside Kazakh). */
function head(doc: Page, { city, language }: Letter): void {
  const width = doc.page.width - margins.left - margins.right, top = doc.y;
  const of = (one: Locale) => translator(letterWords, one)("akimat", { city: nameFor(one, city.name, city.language).text });
  doc.font("bold").fontSize(13).fillColor(ink).text(of("kk"), margins.left, top, { width: width / 2 - 12 });
  const left = doc.y;
  doc.text(of(language === "kk" ? "ru" : language), margins.left + width / 2 + 12, top, { width: width / 2 - 12, align: "right" });
  doc.y = Math.max(left, doc.y) + 8;
  doc.moveTo(margins.left, doc.y).lineTo(doc.page.width - margins.right, doc.y).lineWidth(1).strokeColor(ink).stroke();
  doc.x = margins.left;
  doc.y += 12;
}

function reference(doc: Page, letter: Letter, word: Word): void {
  const width = doc.page.width - margins.left - margins.right, top = doc.y;
  doc.font("regular").fontSize(10.5).text(formatDay(letter.language, letter.day), margins.left, top, { width: width / 2 });
  doc.text(word("number", { number: letter.number }), margins.left, doc.y, { width: width / 2 });
  const below = doc.y;
  const lines = [letter.addressee?.name ?? word("noName"), letter.addressee?.address].filter(Boolean).join("\n");
  doc.fontSize(11).text(breakable(lines), margins.left + width / 2, top, { width: width / 2 });
  doc.x = margins.left;
  doc.y = Math.max(below, doc.y) + 24;
}

function qr(doc: Page, address: string, x: number, y: number): void {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: "M" });
  const side = qrSize / modules.size;
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) if (modules.get(row, column)) doc.rect(x + column * side, y + row * side, side, side);
  }
  doc.fill(ink);
}

/** Where the letter's end begins, so that it is kept together: at the foot of this page, or of the next. */
function footAt(doc: Page): number {
  if (doc.page.height - margins.bottom - doc.y < qrSize + 40) doc.addPage();
  return Math.max(doc.y + 20, doc.page.height - margins.bottom - qrSize - 12);
}

/** Who wrote it, and where to follow the case. */
function foot(doc: Page, letter: Letter, word: Word, top: number): void {
  const address = trackingAddress(letter.portal, letter.language), beside = margins.left + qrSize + 16, width = doc.page.width - margins.right - beside;
  doc.font("regular").fontSize(9.5).fillColor(quiet);
  if (letter.executor) doc.text(word("executor", { name: letter.executor }), beside, top, { width });
  doc.text(word("track", { number: letter.number }), beside, letter.executor ? doc.y + 4 : top, { width });
  doc.fillColor(ink).text(address, beside, doc.y, { width, link: address });
  if (letter.asksSolved) doc.text(word("solved"), beside, doc.y + 4, { width });
}

/** On every page: which letter, which page; and, across a draft, that it is one. */
function stamp(doc: Page, letter: Letter, word: Word): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    doc.page.margins.bottom = 0; // below the text's margin, where text() would begin a new page
    doc.markContent("Artifact", { type: "Pagination" });
    doc.font("regular").fontSize(9).fillColor(quiet);
    const y = doc.page.height - 36, width = doc.page.width - margins.left - margins.right;
    doc.text(word("number", { number: letter.number }), margins.left, y, { width, lineBreak: false });
    doc.text(word("page", { page: page - start + 1, pages: count }), margins.left, y, { width, align: "right", lineBreak: false });
    if (letter.draft) {
      doc.save().rotate(-55, { origin: [doc.page.width / 2, doc.page.height / 2] });
      doc.font("bold").fontSize(96).fillColor(rule).fillOpacity(0.35).text(word("draft"), 0, doc.page.height / 2 - 60, { width: doc.page.width, align: "center", lineBreak: false });
      doc.restore().fillOpacity(1);
    }
    doc.endMarkedContent();
  }
}

/**
 * A letter as a PDF (A4, the portal's font embedded, tagged, its language and title said). Pages as many as the text
 * needs. It holds the applicant's name: whoever makes one for an official records the look first (answer-letter.ts).
 */
export async function letterPdf(letter: Letter): Promise<Buffer> {
  const word = translator(letterWords, letter.language);
  const doc = new PDFDocument({
    size: "A4", margins, font: font("400Regular"), lang: letter.language, displayTitle: true, pdfVersion: "1.7", tagged: true, bufferPages: true,
    info: { Title: letter.subject, Author: word("akimat", { city: nameFor(letter.language, letter.city.name, letter.city.language).text }), Creator: "Open Akimat" },
  });
  doc.registerFont("regular", font("400Regular"));
  doc.registerFont("bold", font("700Bold"));
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => doc.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => resolve(Buffer.concat(chunks))).on("error", reject));

  const structure = doc.struct("Document");
  doc.addStructure(structure);
  const part = (type: string, draw: () => void, options = {}) => structure.add(doc.struct(type, options, draw));
  const body = (size = 11.5) => doc.font("regular").fontSize(size).fillColor(ink);
  part("P", () => head(doc, letter));
  part("P", () => reference(doc, letter, word));
  part("H1", () => { doc.font("bold").fontSize(12.5).fillColor(ink).text(breakable(letter.subject), { paragraphGap: 12 }); });
  for (const paragraph of letter.text.trim().split("\n")) {
    if (paragraph === letter.large) part("P", () => { doc.font("bold").fontSize(18).fillColor(ink).text(breakable(paragraph), { lineGap: 2.5, paragraphGap: 4 }); });
    else if (paragraph.trim()) part("P", () => { body().text(breakable(paragraph.trim()), { lineGap: 2.5, paragraphGap: 4 }); });
    else doc.moveDown(0.4);
  }
  if (letter.signer) part("P", () => { body().moveDown(1.5).text(word("signed", { name: letter.signer }), { lineGap: 2 }); });
  if (letter.complaint) part("P", () => { body(9.5).moveDown(1).text(word("complaint"), { lineGap: 2 }); });
  const top = footAt(doc), address = trackingAddress(letter.portal, letter.language);
  part("Figure", () => qr(doc, address, margins.left, top), { alt: address });
  part("P", () => foot(doc, letter, word, top));
  structure.end();
  stamp(doc, letter, word);
  doc.end();
  return whole;
}
