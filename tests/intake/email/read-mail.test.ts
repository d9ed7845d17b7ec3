import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMail } from "#lib/intake/email/read-mail.ts";
import { bounce, mail, parts } from "#tests/intake/email/mails.ts";

const read = (raw: string) => readMail(Buffer.from(raw.replaceAll("\n", "\r\n")));
const name = "0b7c1e3a-5d2f-4c8b-9a10-2f4e6d8c0a12";

test("plain text is preferred, and names and subjects are decoded", async () => {
  const found = await read(parts([[["Content-Type: text/plain; charset=utf-8"], "Ауламыз қараңғы 😀"], [["Content-Type: text/html; charset=utf-8"], "<b>Басқа</b>"]],
    { From: "=?utf-8?B?0JDQudCz0q/Quw==?= <Aigul@example.org>", Subject: "=?utf-8?Q?=D0=96=D0=B0=D1=80=D1=8B=D2=9B?=" }, "alternative"));
  expect(found).toMatchObject({ from: { name: "Айгүл", email: "Aigul@example.org" }, subject: "Жарық", text: "Ауламыз қараңғы 😀", automatic: false, report: null, attachments: [] });
});

test("HTML alone is told as text; scripts and styles are not", async () => {
  const { text } = await read(mail("<html><style>p{color:red}</style><script>alert(1)</script><p>Су <b>жоқ</b></p><p>Екінші күн</p></html>", { "Content-Type": "text/html; charset=utf-8" }));
  expect(text).toMatch(/^Су жоқ\n+Екінші күн$/);
});

test("of an answer the quoted letter is left out, of one's own words nothing", async () => {
  expect((await read(mail("Рақмет, бірақ жарық әлі жоқ.\n\nOn Mon, 16 Nov 2026 at 09:00 Akimat <office@city.example> wrote:\n> Өтінішіңіз қаралды.\n>\n> Әкімдік"))).text).toBe("Рақмет, бірақ жарық әлі жоқ.");
  expect((await read(mail("> a line that I quote\nand my words after it"))).text).toBe("> a line that I quote\nand my words after it");
  expect((await read(mail("> nothing but a quote"))).text).toBe("> nothing but a quote");
});

describe("robots are known", () => {
  test.each([{ "Auto-Submitted": "auto-replied" }, { "Auto-Submitted": "auto-generated (vacation)" }, { Precedence: "bulk" }, { "List-Id": "<news.example.org>" }, { "List-Unsubscribe": "<https://x.example>" }, { "Return-Path": "<>" },
    { From: "MAILER-DAEMON@example.org" }, { From: "noreply@shop.example" }, { "X-Autoreply": "yes" }])("%o", async (headers) => {
    expect((await read(mail("I am away", headers))).automatic).toBe(true);
  });
  test("people are not", async () => {
    for (const headers of [{}, { "Auto-Submitted": "no" }, { "X-Priority": "1" }]) expect((await read(mail("Су жоқ", headers))).automatic).toBe(false);
  });
});

describe("reports about letters of ours", () => {
  test("one that failed: which letter, and why", async () => {
    expect(await read(bounce(name))).toMatchObject({ automatic: true, about: expect.arrayContaining([name]), report: { status: "failed", error: "550 5.1.1 <aigul@example.org>: no such user" } });
  });
  test("one that arrived; one that is late is no end yet", async () => {
    expect((await read(bounce(name, "delivered"))).report).toEqual({ status: "delivered", error: null });
    expect(await read(bounce(name, "delayed"))).toMatchObject({ automatic: true, report: null });
  });
  test("an old server's that has no form", async () => {
    expect(await read(mail(`Hi. This is the qmail-send program.\n<aigul@example.org>: no mailbox\n\nMessage-ID: <${name}@city.example>`, { From: "MAILER-DAEMON@old.example", "Return-Path": "<>" })))
      .toMatchObject({ report: { status: "failed" }, about: expect.arrayContaining([name]) });
  });
});

test("an answer names the letters that it answers; other names are nobody's", async () => {
  expect((await read(mail("Рақмет", { "In-Reply-To": `<${name}@city.example>`, References: `<abc@x.example> <${name}@city.example>` }))).about).toEqual([name]);
  expect((await read(mail("Рақмет", { "In-Reply-To": "<abc@x.example>" }))).about).toEqual([]);
});

test("a name that no header of ours could repeat, or no database hold, is none", async () => {
  expect((await read(mail("Су жоқ", { "Message-ID": "<a@x.example>", References: "<b@x.example> <c\0@x.example>" }))).thread).toEqual({ messageId: "<a@x.example>", references: ["<b@x.example>"] });
  for (const name of ["<a\0@x.example>", "<ә@x.example>", "<a b@x.example>", `<${"a".repeat(300)}>`]) expect((await read(mail("Су жоқ", { "Message-ID": name }))).thread).toBeNull();
});

test("files come with their names and bytes", async () => {
  const found = await read(parts([[["Content-Type: text/plain"], "Photo"], [["Content-Type: image/png; name=\"../../a.png\"", "Content-Disposition: attachment; filename=\"../../a.png\"", "Content-Transfer-Encoding: base64"], Buffer.from("bytes").toString("base64")]]));
  expect(found.attachments).toEqual([{ name: expect.stringContaining("a.png"), type: "image/png", content: Buffer.from("bytes") }]);
});

test("whatever bytes come, they are read without an end that the database can't hold", async () => {
  const junk = fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.constantFrom("\0", "\ud800", "Content-Type: multipart/mixed; boundary=\"x\"", "--x", "=?utf-8?B?////?=", "From: <>", "<".repeat(2000), "Content-Transfer-Encoding: base64"));
  await fc.assert(fc.asyncProperty(fc.array(junk, { maxLength: 12 }), async (lines) => {
    const found = await readMail(Buffer.from(lines.join("\r\n")));
    for (const text of [found.text, found.subject, found.from.name ?? ""]) {
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toContain("\0");
    }
  }), { numRuns: 150 });
});
