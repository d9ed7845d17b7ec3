/**
 * One line a step: what is being done while it is being done, and how long it took. On a terminal the line is rewritten;
 * in a log each message is a line of its own.
 */
export async function step<T>(what: string, work: (say: (progress: string) => void) => Promise<T>): Promise<T> {
  const tty = process.stdout.isTTY;
  const began = performance.now();
  let last = 0;
  if (tty) process.stdout.write(`  ${what} …`);
  const say = (progress: string) => {
    if (performance.now() - last < (tty ? 100 : 5000)) return;
    last = performance.now();
    if (tty) process.stdout.write(`\r\x1b[K  ${what} … ${progress}`);
    else console.log(`  ${what} … ${progress}`);
  };
  try {
    const result = await work(say);
    console.log(`${tty ? "\r\x1b[K" : ""}  ${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    if (tty) process.stdout.write("\n");
    throw error;
  }
}
