import type { TransactionSql } from "postgres";
import { random } from "#db/demo/generate/random.ts";
import type { OfficeCity } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { emailChannel } from "#lib/outbox/channel-email.ts";
import { letterText } from "#lib/outbox/letter-text.ts";
import { maskAddress } from "#lib/outbox/mask.ts";
import { handWays, letterChannel, type NoticeKind } from "#lib/outbox/notice.ts";

/** The tracking code of one answered appeal whose term was extended. It is public, like the accounts' password. */
export const demoTrackingCode = "DEMO-2026-EKBZ-77";

/** How far back notices go, in days before the demonstration's today. */
const days = 60;

type Told = {
  appeal: number; number: string; language: Locale; kind: NoticeKind; at: Date; round: number; due: Date | null; basis: string | null; text: string | null; reason: string | null;
  email: string | null; phone: string | null; way: string | null; /** Who registered it. */ receiver: string | null;
};

/** What applicants were told in the last weeks, with the e-mail addresses of some (example.org delivers nowhere), and the demonstration's tracking code. */
export async function writeOutbox(tx: TransactionSql, city: OfficeCity, asOf: string): Promise<void> {
  await tx`UPDATE private.person SET email = 'resident' || id || '@example.org' WHERE id % 6 = 0 AND name IS NOT NULL`;
  await tx`UPDATE private.person SET way = CASE WHEN address IS NULL THEN 'phone' ELSE 'post' END WHERE id % 15 = 0`;
  await tx`UPDATE private.appeal SET tracking_hash = ${trackingHash(demoTrackingCode)} WHERE id = (SELECT id FROM private.appeal
    WHERE status = 'answered' AND track = 'appeal' AND extended_at IS NOT NULL AND applicant IS NOT NULL AND language = 'kk' ORDER BY closed_at DESC, id DESC LIMIT 1)`;

  const told = await tx<Told[]>`
    SELECT a.id::int AS appeal, a.number, a.language, e.kind, e.at, a.round, a.due_at AS due, a.due_basis AS basis, e.text, e.reason, p.email, p.phone, p.way,
      (SELECT s.name FROM private.event g JOIN private.staff s ON s.id = g.actor WHERE g.appeal = a.id AND g.after ->> 'status' = 'registered' ORDER BY g.seq LIMIT 1) AS receiver
    FROM private.appeal a JOIN private.person p ON p.id = a.applicant
      CROSS JOIN LATERAL (
        SELECT 'registration' AS kind, a.registered_at AS at, NULL::text AS text, NULL::text AS reason WHERE a.registered_at IS NOT NULL AND a.round = 1 AND a.extended_at IS NULL
        UNION ALL SELECT 'extension', a.extended_at, NULL, (SELECT e.reason FROM private.event e WHERE e.appeal = a.id AND e.kind = 'extended' ORDER BY e.seq DESC LIMIT 1) WHERE a.extended_at IS NOT NULL
        UNION ALL SELECT 'answer', a.closed_at, (SELECT w.text FROM private.answer w WHERE w.appeal = a.id AND w.round = a.round ORDER BY w.id DESC LIMIT 1), NULL WHERE a.status = 'answered'
      ) e
    WHERE e.at > ${asOf}::date - ${days}::int ORDER BY e.at, a.id`;
  const rows = told.map((one) => message(one, city, asOf));
  // The administrator's page shows one of each kind of trouble, among the newest.
  const mails = rows.filter((row) => row.channel === "email" && row.kind === "answer").slice(-4);
  const at = (row: (typeof rows)[number], minutes: number) => new Date(row.created_at.getTime() + minutes * 60_000);
  const troubles = [
    (row: (typeof rows)[number]) => ({ state: "dead", tries: 1, done_at: at(row, 1), last_error: "RCPT TO: 550 5.1.1 <…>: Recipient address rejected: User unknown" }),
    (row: (typeof rows)[number]) => ({ state: "in_doubt", tries: 1, begun_at: at(row, 1), last_error: null, done_at: null }),
    (row: (typeof rows)[number]) => ({ state: "waiting", tries: 3, try_at: at(row, 9), last_error: "CONN: 421 4.3.2 Service not available", done_at: null, sent_to: null }),
    (row: (typeof rows)[number]) => ({ state: "waiting", tries: 0, try_at: at(row, 0), done_at: null, sent_to: null }),
  ];
  mails.forEach((row, index) => Object.assign(row, troubles[index]!(row)));
  for (let from = 0; from < rows.length; from += 2000) {
    await tx`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, created_at, state, tries, try_at, begun_at, last_error, sent_to, done_at, way, done_by)
      SELECT key, appeal, kind, channel, language, subject, text, created_at, state, tries, try_at, begun_at, last_error, sent_to, done_at, way, done_by
      FROM jsonb_populate_recordset(NULL::private.outbox, ${JSON.stringify(rows.slice(from, from + 2000))}::text::jsonb)`;
  }
  // Some have read their answer by now.
  await tx`UPDATE private.answer w SET read_at = o.done_at + interval '7 hours' FROM private.outbox o JOIN private.appeal a ON a.id = o.appeal
    WHERE o.kind = 'answer' AND o.state = 'sent' AND o.id % 3 = 0 AND o.done_at < ${asOf}::date - 2
      AND w.id = (SELECT max(n.id) FROM private.answer n WHERE n.appeal = a.id AND n.round = a.round)`;
}

/** A notice as it went: e-mail within a minute, a letter seen to within some days, the newest letters not yet. */
function message(one: Told, city: OfficeCity, asOf: string) {
  const chance = random(one.appeal);
  const due = one.due ? cityDay(one.due, city.timeZone) : undefined;
  const facts = { ...(due ? { due, until: due } : {}), ...(one.basis ? { basis: one.basis } : {}), ...(one.text ? { text: one.text } : {}), ...(one.reason ? { reason: one.reason } : {}),
    ...(one.kind === "registration" ? { at: one.at.toISOString(), receiver: one.receiver! } : {}) };
  const channel = emailChannel.addressOf({ ...one, whatsapp: null }) === null ? letterChannel : emailChannel.code, letter = channel === letterChannel;
  const seenTo = new Date(one.at.getTime() + (letter ? chance.int(60, 3 * 1440) : 1) * 60_000);
  const waits = letter && seenTo > new Date(`${asOf}T00:00:00Z`);
  const way = one.way !== null && one.way !== "email" ? one.way : one.phone ? "phone" : chance.pick(handWays);
  return {
    key: `${one.kind} ${one.appeal} ${one.round}`, appeal: one.appeal, kind: one.kind, channel, language: one.language, created_at: one.at,
    ...letterText({ kind: one.kind, facts }, { number: one.number, language: one.language, city }),
    state: waits ? "waiting" : letter ? "handed_over" : "sent", tries: letter ? 0 : 1, try_at: null as Date | null, begun_at: letter ? null : one.at, last_error: null as string | null,
    sent_to: letter ? null : maskAddress(one.email!), done_at: waits ? null : seenTo, way: letter && !waits ? way : null, done_by: letter && !waits ? 1 : null,
  };
}
