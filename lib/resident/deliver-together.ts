import { setImmediate } from "node:timers/promises";
import { keep, type Thing, written } from "#lib/resident/deliver.ts";
import { isOutage } from "#lib/stats/outage.ts";

type Delivery = { list: string; kept(): void; failed(error: unknown): void };

/** More than this in one statement gains nothing; more than that waiting is a database that doesn't keep up. In letters of JSON. */
const mostAtOnce = 4 * 2 ** 20, mostWaiting = 64 * 2 ** 20;

/** More waits to be kept than memory should hold: the provider comes again. Its code is PostgreSQL's for "too much at once". */
class Crowded extends Error {
  readonly code = "53000";
}

let waiting: Delivery[] = [], size = 0, writing = false;

/**
 * Keeps what a provider hands over, together with what others hand over meanwhile: while one commit is under way the next
 * ones gather, and share theirs. Each ends when its own things are on the disk, or fails by its own fault.
 */
export async function deliverTogether(things: readonly Thing[]): Promise<void> {
  if (things.length === 0) return;
  const list = written(things);
  if (size + list.length > mostWaiting) throw new Crowded("Too much waits to be kept.");
  size += list.length;
  await new Promise<void>((kept, failed) => {
    waiting.push({ list, kept, failed });
    if (!writing) void writeAll();
  });
}

async function writeAll(): Promise<void> {
  writing = true;
  await setImmediate(); // what has come in this very moment goes along
  while (waiting.length > 0) {
    const group = nextGroup();
    await write(group);
    for (const { list } of group) size -= list.length;
  }
  writing = false;
}

/** Those who wait longest, as many as go into one statement; at least one. */
function nextGroup(): Delivery[] {
  let letters = 0;
  const end = waiting.findIndex(({ list }, i) => (letters += list.length) > mostAtOnce && i > 0), group = end < 0 ? waiting : waiting.slice(0, end);
  waiting = end < 0 ? [] : waiting.slice(end);
  return group;
}

/** What PostgreSQL refuses for one thing's sake is tried each by itself: nobody fails for his neighbour. */
async function write(group: Delivery[]): Promise<void> {
  try {
    await keep(`[${group.map(({ list }) => list.slice(1, -1)).join(",")}]`);
    for (const { kept } of group) kept();
  } catch (error) {
    if (group.length > 1 && !isOutage(error)) for (const one of group) await write([one]);
    else for (const { failed } of group) failed(error);
  }
}
