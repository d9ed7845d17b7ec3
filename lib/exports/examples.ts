import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "#env.ts";

/** The programs shown on the API's page; tests run them against a portal (tests/data/examples.test.ts). */
export const examples = [
  { name: "quarters.sh", language: "curl" }, { name: "quarters.py", language: "Python" }, { name: "quarters.R", language: "R" }, { name: "keep.sh", language: "curl" },
] as const;

/** An example's text, asking this portal unless told otherwise. */
export const exampleText = (name: (typeof examples)[number]["name"], portal: string): string =>
  readFileSync(/* turbopackIgnore: true */ path.join(/* turbopackIgnore: true */ root, "examples/api", name), "utf8").replaceAll("http://localhost:3000", portal);
