/** What PostgreSQL and drizzle put into an error besides the fault: the values that were asked for or written. */
const telling = ["params", "parameters", "args", "detail", "where"];

/** The message without values. A data exception (class 22) quotes the value at its end: `invalid input …: "…"`. */
function plain(error: Error & { query?: unknown; params?: unknown; code?: unknown }): string {
  if (error.params !== undefined) return `Failed query: ${error.query}`; // drizzle's, before its causes
  return typeof error.code === "string" && error.code.startsWith("22") ? error.message.replace(/: ".*$/s, "") : error.message;
}

/**
 * Takes the values out of an error and its causes, in place: a failed query would else write into the log what a resident
 * said, his phone, or a password's hash. The statement, the code and the stack stay.
 */
export function discreet(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error) || depth > 5) return error;
  const { message, stack } = error;
  const said = plain(error);
  if (said !== message) {
    // postgres.js makes both read-only.
    Reflect.defineProperty(error, "message", { value: said });
    Reflect.defineProperty(error, "stack", { value: stack?.replace(message, () => said) });
  }
  for (const name of telling) Reflect.deleteProperty(error, name);
  discreet(error.cause, depth + 1);
  if (error instanceof AggregateError) for (const one of error.errors) discreet(one, depth + 1);
  return error;
}

/** From here on this process's log names no values. Next writes its own reports of errors through console too. */
export function keepLogDiscreet(): void {
  const { error } = console;
  console.error = (...parts: unknown[]) => error(...parts.map((part) => discreet(part)));
}
