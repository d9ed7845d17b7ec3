import { setTimeout as sleep } from "node:timers/promises";
import { takeIn } from "#lib/intake/arrivals.ts";

// A worker that killed.test.ts kills: says that it begins, then takes in whatever waits.
process.send!("begun");
for (;;) {
  await takeIn();
  await sleep(5);
}
