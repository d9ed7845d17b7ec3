import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { inbound } from "#db/private/intake.ts";
import { privateDb } from "#db/private.ts";
import { smscThings } from "#lib/intake/sms/smsc.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { readWay } from "#lib/ways/read.ts";

const Fault = z.looseObject({ error_code: z.coerce.number() });
/** smsc.kz/api/http/get_data: "not found", which is no fault when nothing has come. */
const nothing = 3;

/** Asks SMSC for what came after the last that is here, and keeps it. @throws when SMSC can't be asked; nothing is lost then */
export async function pollSmsc(): Promise<string | undefined> {
  const way = await readWay("smsc");
  if (!way) return;
  const [last] = await privateDb().select({ id: sql<string | null>`max(${inbound.sourceId}::numeric)` }).from(inbound)
    .where(and(eq(inbound.source, "smsc"), eq(inbound.kind, "message"), sql`${inbound.sourceId} ~ '^[0-9]{1,18}$'`));
  const asked = new URLSearchParams({ get_answers: "1", fmt: "3", charset: "utf-8", login: way.settings.login, psw: way.secrets.password, ...(last?.id ? { after_id: last.id } : {}) });
  const answer = await fetch(`${way.settings.apiUrl}/get.php`, { method: "POST", body: asked, signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`SMSC: HTTP ${answer.status}`);
  const listed: unknown = await answer.json();
  if (Array.isArray(listed)) {
    const fresh = await deliver(smscThings(listed, way.settings.timeZone));
    return fresh > 0 ? `${fresh} SMS came` : undefined;
  }
  const code = Fault.safeParse(listed).data?.error_code;
  if (code !== nothing) throw new Error(`SMSC: error ${code ?? "unknown"}`);
}
