/** Codes by which postgres.js and PostgreSQL say "not reachable now", as opposed to "your query is wrong". */
const away = /^(CONNECT|CONNECTION_|ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|08|57P|53)/;

/** Whether an error means that the database is away: a passing fault, never "not found" and never zeros. */
export function isOutage(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const { code } = cause as { code?: unknown };
    if (typeof code === "string" && away.test(code)) return true;
    if (cause instanceof AggregateError && cause.errors.some(isOutage)) return true;
  }
  return false;
}
