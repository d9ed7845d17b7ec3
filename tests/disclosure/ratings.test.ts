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

  test("a part below five takes another one with it, the smallest, so that neither is the rest", () => {
    expect(protectRatings({ yes: 20, partly: 8, no: 3 }, floor)).toEqual({ answered: 31, yes: 20, partly: null, no: null });
    expect(protectRatings({ yes: 20, partly: 0, no: 3 }, floor)).toEqual({ answered: 23, yes: null, partly: null, no: null });
    expect(protectRatings({ yes: 8, partly: 8, no: 0 }, floor)).toMatchObject({ partly: 8, yes: null, no: null });
  });

  test("no table gives a withheld part away: by itself it may be anything over a width of five, by subtraction too", () => {
    for (const n of tables) {
      const shown = protectRatings(n, floor);
      const hidden = ratingParts.filter((part) => shown[part] === null);
      for (const part of ratingParts) if (shown[part] !== null) expect(shown[part]).toBeGreaterThanOrEqual(5);
      if (shown.answered === null || hidden.length === 0) continue;
      const rest = shown.answered - ratingParts.reduce((sum, part) => sum + (shown[part] ?? 0), 0);
      expect([n, hidden.length > 1, rest >= 5]).toEqual([n, true, true]);
    }
  });

  test("zero and small are the same everywhere: what is said of a table is said of one with a zero for the small part, where the sums are the same", () => {
    for (const n of tables) {
      const { yes, partly, no } = n;
      // A person moved from one part below five to another: nobody can see it.
      if (partly > 0 && partly < 5 && no + partly < 5) expect(said({ yes, partly: 0, no: no + partly })).toBe(said(n));
    }
  });

  test("whoever knows the rule learns no more: every published line has come of tables in which each withheld part differs by five or more", () => {
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
        const width = Math.max(...values) - Math.min(...values);
        expect([line, part, width >= Math.min(4, shown.answered ?? 4)]).toEqual([line, part, true]);
      }
    }
  });
});
