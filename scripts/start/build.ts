import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "#env.ts";
import { WayOut } from "#scripts/start/way-out.ts";

const mark = path.join(root, ".next", "built-from");

/** What the build was made from: names, sizes and times of every source. */
function sources(): string {
  const hash = createHash("sha256");
  for (const file of globSync(["app/**/*", "lib/**/*", "db/**/*.{ts,sql}", "*.{ts,js,json}"], { cwd: root }).sort()) {
    const facts = statSync(path.join(root, file));
    if (facts.isFile() && file !== "next-env.d.ts") hash.update(`${file} ${facts.size} ${facts.mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** Builds the portal when there is no build, or the sources changed since. The build needs no database and knows no city. */
export async function buildIfNeeded(say: (progress: string) => void): Promise<void> {
  const now = sources();
  if (existsSync(path.join(root, ".next", "BUILD_ID")) && existsSync(mark) && readFileSync(mark, "utf8") === now) return;
  const output: string[] = [];
  const { DATABASE_URL: _, ...environment } = process.env;
  const build = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as NodeJS.ProcessEnv });
  for (const stream of [build.stdout, build.stderr]) stream.on("data", (chunk: Buffer) => {
    output.push(chunk.toString());
    const line = chunk.toString().trim().split("\n").at(-1)?.trim();
    if (line) say(line.slice(0, 70));
  });
  const code = await new Promise<number | null>((resolve) => build.once("close", resolve));
  if (code !== 0) throw new WayOut(`The build failed:\n${output.join("")}`);
  writeFileSync(mark, sources());
}
