import type { TransactionSql } from "postgres";
import { random } from "#db/demo/generate/random.ts";

type Answered = { id: number; round: number; language: "kk" | "ru"; outcome: string; closedAt: Date; late: boolean };

/** How often each outcome is called solved, partly solved or not. */
const opinion: Record<string, Record<"yes" | "partly" | "no", number>> = {
  satisfied: { yes: 78, partly: 15, no: 7 }, explained: { yes: 34, partly: 30, no: 36 }, refused: { yes: 5, partly: 15, no: 80 }, noted: { yes: 40, partly: 40, no: 20 },
};

const reasons = {
  partly: { kk: ["Бір бөлігі ғана жасалды.", "Уақытша жөнделді, қайта бұзылуы мүмкін."], ru: ["Сделали только часть.", "Починили на время, может сломаться снова."] },
  no: { kk: ["Ештеңе өзгерген жоқ.", "Жауапта жасалды делінген, бірақ жасалмаған."], ru: ["Ничего не изменилось.", "В ответе сказано, что сделано, но это не так."] },
};

/**
 * One in four says whether it was really solved, some days after the answer. Who says no within thirty days has his case opened
 * again (docs/decisions/0024-own-words.md), and those stand among the demonstration's reopened ones; here no comes later.
 */
export async function writeRatings(tx: TransactionSql, asOf: string): Promise<void> {
  const answered = await tx<Answered[]>`
    SELECT a.id::int, a.round::int, a.language, a.outcome, a.closed_at AS "closedAt", coalesce(a.closed_at > a.due_at, false) AS late
    FROM private.appeal a WHERE a.status = 'answered' AND a.applicant IS NOT NULL AND a.tracking_hash IS NULL ORDER BY a.id`;
  const chance = random(31);
  const rows = answered.flatMap(({ id, round, language, outcome, closedAt, late }) => {
    if (!chance.chance(late ? 0.3 : 0.24)) return [];
    const answer = chance.weighted(opinion[outcome] ?? opinion.noted!);
    const days = answer === "no" ? chance.int(31, 38) : Math.min(1 + Math.floor(chance.exponential(5)), 29);
    const at = new Date(closedAt.getTime() + days * 86_400_000 + chance.int(-120, 240) * 60_000);
    if (at >= new Date(`${asOf}T00:00:00Z`)) return [];
    return [{ appeal: id, round, answer, at, reason: answer === "yes" || !chance.chance(answer === "no" ? 1 : 0.4) ? null : chance.pick(reasons[answer][language] ?? reasons[answer].ru) }];
  });
  for (let from = 0; from < rows.length; from += 2000) {
    const json = JSON.stringify(rows.slice(from, from + 2000));
    await tx`INSERT INTO private.rating (appeal, round, answer, reason, at)
      SELECT appeal, round, answer, reason, at FROM jsonb_populate_recordset(NULL::private.rating, ${json}::text::jsonb)`;
    await tx`INSERT INTO private.event (appeal, at, kind, after)
      SELECT appeal, at, 'rating', jsonb_build_object('rating', answer) FROM jsonb_populate_recordset(NULL::private.rating, ${json}::text::jsonb)`;
  }
  // In the demonstration a case's version counts its events.
  await tx`UPDATE private.appeal a SET version = version + 1 FROM private.rating r WHERE r.appeal = a.id`;
}
