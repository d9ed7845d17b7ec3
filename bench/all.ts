import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

/** `npm run bench [-- NAME…]`: each benchmark in its own process, one after the other; every figure is a ratio to a reference run beside it. */
const wanted = process.argv.slice(2);
const benches = globSync("bench/*.ts").filter((file) => file !== "bench/all.ts" && (wanted.length === 0 || wanted.some((name) => file === `bench/${name}.ts`))).sort();
if (benches.length === 0) {
  console.error(`No such benchmark. There are: ${globSync("bench/*.ts").join(", ")}`);
  process.exit(1);
}
let failed = false;
for (const file of benches) {
  console.log(`\n== ${file}`);
  failed = spawnSync(process.execPath, [file], { stdio: "inherit" }).status !== 0 || failed;
}
process.exit(failed ? 1 : 0);
