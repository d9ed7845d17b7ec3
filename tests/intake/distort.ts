import fc from "fast-check";

/** Values that no provider should send, and that somebody will. */
export const hostile: readonly unknown[] = [
  null, true, 0, -1, 1.5, 1e308, 9_007_199_254_740_993, 99_999_999_999_999, "", " ", "\0", "a\0b", "\ud83d", "\udc00x", "\u202egnp.exe", "🏙️𠮷", "0", "-1", "1e9", "NaN", "Infinity", "99999999999999999999", "2026-13-45T99:99:99Z", "x".repeat(60_000), "ж".repeat(400), "'; DROP TABLE private.appeal; --",
  "<script>alert(1)</script>", "javascript:alert(1)", "../../etc/passwd", "%00", "\r\nBcc: x@y.z", "{code}", "${7*7}", "+77011112233", "8" .repeat(40), [], {}, [[]], [null], { a: null }, JSON.parse('{"__proto__":{"x":1},"constructor":{"prototype":1}}'),
  JSON.parse(`${"[".repeat(300)}${"]".repeat(300)}`), JSON.parse(`${'{"a":'.repeat(300)}1${"}".repeat(300)}`),
];
const value = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...hostile) }, fc.jsonValue(), fc.string({ unit: "binary" }));

type Place = (string | number)[];
function places(of: unknown, at: Place = []): Place[] {
  return typeof of !== "object" || of === null ? [at] : [at, ...Object.entries(of).flatMap(([name, inside]) => places(inside, [...at, Array.isArray(of) ? Number(name) : name]))];
}

const changes = ["replace", "remove", "twice", "wrap", "rename"] as const;

function changed(of: unknown, [first, ...rest]: Place, change: (typeof changes)[number], by: unknown): unknown {
  if (first === undefined) return change === "wrap" ? [of] : by;
  if (rest.length > 0) {
    const copy = (Array.isArray(of) ? [...of as unknown[]] : { ...of as object }) as Record<string | number, unknown>;
    copy[first] = changed(copy[first], rest, change, by);
    return copy;
  }
  if (Array.isArray(of)) {
    const at = Number(first), one: unknown = of[at];
    return of.toSpliced(at, 1, ...{ replace: [by], remove: [], twice: [one, one], wrap: [[one]], rename: [{ [String(by).slice(0, 20)]: one }] }[change]);
  }
  return Object.fromEntries(Object.entries(of as object).flatMap(([name, one]) => {
    if (name !== first) return [[name, one]];
    return { replace: [[name, by]], remove: [], twice: [[name, one], [`${name} `, one]], wrap: [[name, [one]]], rename: [[String(by).slice(0, 20), one]] }[change] as [string, unknown][];
  }));
}

/** One of the payloads with one to four of its parts replaced, left out, doubled, wrapped or renamed. */
export const distortedJson = (payloads: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.tuple(fc.constantFrom(...payloads), fc.array(fc.record({ at: fc.nat(), change: fc.constantFrom(...changes), by: value }), { minLength: 1, maxLength: 4 }))
    .map(([payload, all]) => all.reduce<unknown>((of, { at, change, by }) => {
      const found = places(of);
      return changed(of, found[at % found.length]!, change, by);
    }, payload));

/** A form with some fields replaced, left out, added or given twice. */
export const distortedForm = (forms: readonly Record<string, string>[]): fc.Arbitrary<URLSearchParams> => {
  const text = fc.oneof(fc.constantFrom(...hostile.filter((one): one is string => typeof one === "string")), fc.string({ unit: "binary" }));
  return fc.tuple(fc.constantFrom(...forms), fc.array(fc.tuple(fc.nat(), fc.constantFrom("replace", "remove", "twice", "add"), text, fc.oneof(text, fc.constantFrom("locale", "__proto__", "attribute[x]"))), { minLength: 1, maxLength: 3 }))
    .map(([form, all]) => new URLSearchParams(all.reduce<[string, string][]>((fields, [at, change, by, name]) => {
      const one = fields[at % Math.max(fields.length, 1)];
      if (change === "add" || !one) return [...fields, [name, by]];
      return fields.toSpliced(fields.indexOf(one), 1, ...{ replace: [[one[0], by]], remove: [], twice: [one, [one[0], by]] }[change] as [string, string][]);
    }, Object.entries(form))));
};

/** A message with some lines left out, doubled, exchanged or broken by other bytes, or cut short. */
export const distortedMail = (mails: readonly string[]): fc.Arbitrary<Buffer> => {
  const junk = fc.oneof(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("latin1")), fc.constantFrom("--part", "--part--", "Content-Type: multipart/mixed; boundary=\"part\"", "Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "Content-Type: text/plain; charset=no-such", "From: <>", "From: a@b, c@d", "Subject: =?x?q?=?=", "", ">", ":", "\0", "ÿ".repeat(2000)));
  return fc.tuple(fc.constantFrom(...mails), fc.array(fc.tuple(fc.nat(), fc.constantFrom("remove", "twice", "exchange", "insert", "break", "cut"), fc.nat(), junk), { minLength: 1, maxLength: 5 })).map(([mail, all]) => {
    const lines = all.reduce<string[]>((now, [at, change, other, by]) => {
      const n = at % Math.max(now.length, 1), line = now[n] ?? "";
      if (change === "cut") return now.slice(0, n + 1);
      return now.toSpliced(n, 1, ...{ remove: [], twice: [line, line], exchange: [now[other % Math.max(now.length, 1)] ?? ""], insert: [line, by], break: [`${line.slice(0, other % (line.length + 1))}${by}${line.slice(other % (line.length + 1))}`] }[change]);
    }, Buffer.from(mail).toString("latin1").split("\n"));
    return Buffer.from(lines.join("\r\n"), "latin1");
  });
};
