import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** Every import of every source file as [file, target]; targets of ours are paths from the root. */
const files = globSync("{app,db,lib,scripts,tests,bench}/**/*.{ts,tsx}").concat(globSync("*.ts"));
const imports: [file: string, target: string][] = files.flatMap((file) => {
  const text = readFileSync(file, "utf8");
  const found = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+["']([^"']+)["']|(?:^|\n)import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g)];
  return found.map((m): [string, string] => {
    const target = (m[1] ?? m[2] ?? m[3])!;
    if (target.startsWith("#")) return [file, target.slice(1)];
    if (target.startsWith(".")) return [file, path.join(path.dirname(file), target)];
    return [file, `npm:${target}`];
  });
});
const broken = (rule: (file: string, target: string) => boolean) => imports.filter(([file, target]) => rule(file, target)).map((pair) => pair.join(" → "));
const under = (...folders: string[]) => (file: string) => folders.some((folder) => file === folder || file.startsWith(`${folder}/`));

test("the walk sees the house", () => {
  expect(files.length).toBeGreaterThan(60);
  expect(imports.some(([file, target]) => file.startsWith("app/") && target.startsWith("lib/stats/"))).toBe(true);
});

describe("who may import whom (architecture.md)", () => {
  test("nothing imports app, scripts or tests from outside", () => {
    expect(broken((file, target) => ["app", "scripts", "tests"].some((folder) => under(folder)(target) && !under(folder)(file) && !under("tests", "bench")(file)))).toEqual([]);
  });
  test("app never imports db", () => expect(broken((file, target) => under("app")(file) && under("db")(target))).toEqual([]));
  test("db imports nothing above it; the demonstration city, a user of the house, may", () => {
    expect(broken((file, target) => under("db")(file) && !under("db/demo")(file) && under("lib", "app")(target))).toEqual([]);
  });
  test("lib and db know no framework (the charts' renderer aside)", () => {
    expect(broken((file, target) => under("lib", "db")(file) && !under("lib/charts")(file)
      && /^npm:(next(\/|$)|react(-dom)?(\/|$)|server-only)/.test(target))).toEqual([]);
  });
  test("stats and exports see the open schema only", () => {
    expect(broken((file, target) => under("lib/stats", "lib/exports", "lib/charts")(file) && under("db")(target) && !["db/open.ts", "db/connect.ts"].includes(target))).toEqual([]);
  });
  test("casework and intake see the private schema only", () => {
    expect(broken((file, target) => under("lib/appeals", "lib/intake", "lib/reception", "lib/reports", "lib/staff")(file) && ["db/open.ts", "db/airlock.ts", "db/resident.ts"].includes(target))).toEqual([]);
  });
  test("only the release passes the airlock", () => {
    expect(broken((file, target) => target === "db/airlock.ts" && !under("lib/release", "tests", "bench")(file))).toEqual([]);
    expect(broken((file, target) => under("lib")(file) && !under("lib/release")(file) && target === "db/open.ts" && imports.some(([f, t]) => f === file && under("db/private.ts", "db/private")(t)))).toEqual([]);
  });
  test("disclosure imports nothing of ours", () => {
    expect(broken((file, target) => under("lib/disclosure")(file) && !target.startsWith("npm:") && !under("lib/disclosure")(target))).toEqual([]);
  });
  test("public routes see of lib only stats, charts, exports, i18n, errors, track, subscriptions and resident", () => {
    const allowed = under("lib/stats", "lib/charts", "lib/exports", "lib/i18n", "lib/errors.ts", "lib/track", "lib/subscriptions", "lib/resident");
    expect(broken((file, target) => under("app/[locale]", "app/data", "app/charts", "app/embed")(file) && under("lib")(target) && !allowed(target))).toEqual([]);
  });
  test("what residents, readers and providers do goes through the resident's functions alone", () => {
    expect(broken((file, target) => under("lib/track", "lib/subscriptions", "lib/resident")(file) && under("db")(target) && target !== "db/resident.ts")).toEqual([]);
  });
  test("the addresses that providers call see no more of the intake than its pure parts", () => {
    const pure = (target: string) => !imports.some(([file, t]) => file === target && under("db")(t));
    expect(broken((file, target) => under("lib/resident", "app/api/open311")(file) && under("lib/intake", "lib/appeals")(target) && !pure(target))).toEqual([]);
  });
  test("the public pages' reads see no private module either", () => {
    expect(broken((file, target) => under("app/_server")(file) && under("app/[locale]", "app/data")(target))).toEqual([]);
  });
});

test("env.ts is the only reader of process.env", () => {
  // The supervisor hands its surroundings on whole; embedded.ts passes PATH to initdb; next-auth reads its own address from there and nowhere else.
  const passing = ["env.ts", "scripts/start/build.ts", "scripts/start/supervise.ts", "db/embedded.ts", "app/_server/auth.ts", "vitest.config.ts", "vitest.e2e.config.ts"];
  const readers = files.filter((file) => /process\.env\b/.test(readFileSync(file, "utf8")) && !passing.includes(file) && !under("tests", "bench")(file) && !file.includes(".tmp."));
  expect(readers).toEqual([]);
});

test("no drawer is called utils or helpers", () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\/|\.tsx?$)/.test(file))).toEqual([]);
});
