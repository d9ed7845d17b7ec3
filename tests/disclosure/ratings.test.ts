import { describe, expect, test } from "vitest";
import { protectRatings, ratingParts, type Ratings } from "#lib/disclosure/ratings.ts";
import { floor } from "#lib/disclosure/rules.ts";

const most = 26;
/** Every table there can be, up to `most` in each part. */
const tables = Array.from({ length: most + 1 }, (_, yes) => Array.from({ length: most + 1 }, (_, partly) => Array.from({ length: most + 1 }, (_, no): Ratings => ({ yes, partly, no })))).flat(2);
const said = (n: Ratings) => JSON.stringify(protectRatings(n, floor));

describe("answers to “was it really solved?”", () => {
  test("fewer than five are not told, and look like none; their split begins at ten", () => {
    expect(protectRatings({ yes: 0, partly: 0, no: 0 }, floor)).toEqual({ answered: null, yes: null, partly: null, no: null });
    expect(said({ yes: 4, partly: 0, no: 0 })).toBe(said({ yes: 0, partly: 0, no: 0 }));
    expect(protectRatings({ yes: 9, partly: 0, no: 0 }, floor)).toEqual({ answered: 9, yes: null, partly: null, no: null });
    expect(protectRatings({ yes: 20, partly: 8, no: 6 }, floor)).toEqual({ answered: 34, yes: 20, partly: 8, no: 6 });
  });

  test("the split is told whole or not at all: only if each part has five", () => {
    expect(protectRatings({ yes: 20, partly: 8, no: 4 }, floor)).toEqual({ answered: 32, yes: null, partly: null, no: null });
    for (const n of tables) {
      const { answered, ...parts } = protectRatings(n, floor);
      const whole = n.yes + n.partly + n.no;
      expect([n, answered]).toEqual([n, whole < 5 ? null : whole]);
      expect([n, parts]).toEqual([n, whole >= 10 && Math.min(n.yes, n.partly, n.no) >= 5 ? n : { yes: null, partly: null, no: null }]);
    }
  });

  test("zero and small are the same: a person moved from one part below five to another is seen by nobody", () => {
    for (const n of tables) if (n.partly > 0 && n.partly < 5) expect(said({ yes: n.yes, partly: 0, no: n.no + n.partly })).toBe(said(n));
  });

  test("whoever knows the rule learns no more: every published line has come of tables in which each withheld part is anything from none up to k and more", () => {
    const spread = new Map<string, Ratings[]>();
    for (const n of tables) {
      if (n.yes + n.partly + n.no > most) continue; // all tables of such a sum are among ours
      const list = spread.get(said(n)) ?? [];
      list.push(n);
      spread.set(said(n), list);
    }
    for (const [line, of] of spread) {
      const shown = JSON.parse(line) as ReturnType<typeof protectRatings>;
      for (const part of ratingParts) {
        if (shown[part] !== null) continue;
        const values = of.map((n) => n[part]);
        expect([line, part, Math.min(...values), Math.max(...values) >= Math.min(5, shown.answered ?? 4)]).toEqual([line, part, 0, true]);
      }
    }
  });
});
