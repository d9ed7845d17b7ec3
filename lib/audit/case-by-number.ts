import { eq } from "drizzle-orm";
import { appeal, privateDb } from "#db/private.ts";

/** The case of a number as people write it, or null. Tells that it exists: for the auditor, who sees all, and the command line. */
export async function caseByNumber(number: string): Promise<number | null> {
  const [found] = await privateDb().select({ id: appeal.id }).from(appeal).where(eq(appeal.number, number.normalize("NFKC").trim()));
  return found?.id ?? null;
}
