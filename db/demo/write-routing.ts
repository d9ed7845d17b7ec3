import type { TransactionSql } from "postgres";

type DemoRule = { category?: string; district?: string; words?: string; department: string; instruction?: string; internal_days?: number };

/** Rules as a registrar of the demonstration would keep them; all else goes by its category's department. */
const rules: DemoRule[] = [
  { words: "жемқор, парақор, пара талап, коррупц, взятк", department: "akim-office", instruction: "Құпия. Аппарат басшысына баяндаңыз.", internal_days: 1 },
  { category: "heating", words: "жарылды, прорв, порыв, хлещет, ағып", department: "utilities", instruction: "Апаттық бригаданы жіберіңіз, екі сағатта хабарлаңыз.", internal_days: 1 },
  { category: "power-outage", department: "utilities", instruction: "Электр желілерінен себебі мен мерзімін біліңіз.", internal_days: 1 },
  { category: "yards", words: "лифт", department: "housing", instruction: "Қызмет көрсетуші ұйыммен бірге тексеріңіз.", internal_days: 2 },
  { category: "snow", district: "outside", department: "roads", internal_days: 1 },
];

/** Writes the demonstration's routing rules. None is automatic: that is each city's own decision. */
export async function writeRouting(tx: TransactionSql): Promise<void> {
  const rows = rules.map((rule, index) => ({ position: index + 1, category: null, district: null, words: "", instruction: "", internal_days: null, ...rule }));
  await tx`INSERT INTO private.routing_rule ${tx(rows)}`;
}
