import type { Sql } from "postgres";
import { makeCase } from "#tests/support/office.ts";

let n = 0;
/** A case that was opened by the first of these messages and goes on with the others, as intake would leave it. */
export async function conversation(owner: Sql, texts: string[], facts: Record<string, string | number | null> = {}): Promise<{ id: number; messages: number[]; inbound: number[] }> {
  await owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp') ON CONFLICT DO NOTHING`;
  const id = await makeCase(owner, { channel: "whatsapp", text: texts[0]!, ...facts });
  const messages: number[] = [], inbound: number[] = [];
  for (const text of texts) {
    const [came] = await owner`INSERT INTO private.inbound (source, source_id, kind, original, appeal, state, try_at, done_at)
      VALUES ('whatsapp', ${`wamid.made.${++n}.${Math.random()}`}, 'message', ${owner.json({ text })}, ${id}, 'done', NULL, now()) RETURNING id::int`;
    const [line] = await owner`INSERT INTO private.message (appeal, inbound, at, channel, form, text) VALUES (${id}, ${came!.id}, now() - interval '1 minute' + ${n} * interval '1 millisecond', 'whatsapp', 'text', ${text}) RETURNING id::int`;
    inbound.push(came!.id as number);
    messages.push(line!.id as number);
  }
  return { id, messages, inbound };
}
