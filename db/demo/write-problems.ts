import type { TransactionSql } from "postgres";

const facts = { title: "3-аймақта батареялар суық", category: "heating-weak", district: "zone-3", department: "utilities" };
const opened = "2026-11-20T12:10:00Z"; // Friday, ten past five in the city

/**
 * Links what people of zone 3 wrote about cold radiators in the demonstration's last weeks and still wait for, as its
 * registrar would, and says so in public. Their histories go on as any other's: the chain's trigger writes the links.
 */
export async function writeProblems(tx: TransactionSql): Promise<void> {
  const [by] = await tx`SELECT id FROM private.staff WHERE login = 'registrar'`;
  const [made] = await tx`INSERT INTO private.problem ${tx({ ...facts, opened_by: by!.id, opened_at: opened })} RETURNING id`;
  await tx`INSERT INTO private.office_event (seq, hash, at, actor, kind, subject, after) VALUES (0, '', ${opened}, ${by!.id}, 'problem', ${String(made!.id)},
    ${tx.json({ problemTitle: facts.title, category: facts.category, district: facts.district, department: facts.department })})`;
  const cases = await tx`UPDATE private.appeal a SET problem = ${made!.id}, version = version + 1
    WHERE a.category = ${facts.category} AND a.district = ${facts.district} AND a.closed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM private.event e WHERE e.appeal = a.id AND e.at > ${opened}) RETURNING a.id`;
  await tx`INSERT INTO private.announcement (problem, text_kk, text_ru, text_en, until, announced_by, announced_at) VALUES (${made!.id}, '3-аймақта батареялар суық: жылу торабы жөнделіп жатыр.',
    'В зоне 3 холодные батареи: ремонтируют тепловой узел.', 'Radiators are cold in zone 3: the heating unit is being repaired.', '2026-12-31T13:00:00Z', ${by!.id}, ${opened})`;
  for (const { id } of cases) {
    await tx`INSERT INTO private.event (appeal, at, actor, kind, before, after) VALUES (${id}, ${opened}, ${by!.id}, 'problem_linked', ${tx.json({ problem: null })},
      ${tx.json({ problem: Number(made!.id), problemTitle: facts.title })})`;
  }
}
