import type { Sql } from "postgres";
import type { Role } from "#lib/permissions.ts";
import { type Actor, proveActor } from "#lib/staff/actor.ts";

const holidays = ["2026-03-09", "2026-03-23", "2026-03-24", "2026-03-25", "2026-05-01", "2026-05-07", "2026-05-11", "2026-12-16"];

/** A small city: two departments, categories with targets, channels, the calendar's exceptions that the tests speak of. */
export async function smallCity(owner: Sql): Promise<void> {
  await owner`INSERT INTO private.setting (key, value) VALUES ('city', ${owner.json({
    code: "test", name: { kk: "Сынақ", ru: "Проба", en: "Test" }, language: "kk", timeZone: "Asia/Almaty", population: 1000, demo: false,
    officeHours: { start: "09:00", end: "18:30" },
  })})`;
  await owner`INSERT INTO private.department (code, name_en) VALUES ('roads', 'Roads'), ('heat', 'Heating')`;
  await owner`INSERT INTO private.district (code, kind, name_en, valid_from) VALUES ('north', 'district', 'North', '2020-01-01'), ('south', 'district', 'South', '2020-01-01')`;
  await owner`INSERT INTO private.category (code, parent, name_en, target_days, department, valid_from) VALUES
    ('comfort', NULL, 'Comfort', 5, NULL, '2020-01-01'), ('heating', 'comfort', 'Heating', NULL, 'heat', '2020-01-01'), ('snow', NULL, 'Snow', 2, 'roads', '2020-01-01')`;
  await owner`INSERT INTO private.channel (code, name_en) VALUES ('phone', 'Phone'), ('web', 'Web')`;
  await owner`INSERT INTO private.source (code, name) VALUES ('portal', 'Portal')`;
  for (const day of holidays) await owner`INSERT INTO private.calendar_day (day, working, basis) VALUES (${day}, false, 'test')`;
}

/** An official with an account, without a password that works. */
export async function official(owner: Sql, role: Role | Role[], department: string | null = null): Promise<Actor> {
  const roles = Array.isArray(role) ? role : [role];
  const login = `${roles.join(".")}.${Math.random().toString(36).slice(2, 10)}`;
  const [row] = await owner`INSERT INTO private.staff (login, name, department, password_hash) VALUES (${login}, ${`${roles[0]} ${login.slice(-4)}`}, ${department}, 'none') RETURNING id`;
  for (const one of roles) await owner`INSERT INTO private.staff_role VALUES (${row!.id}, ${one})`;
  const [open] = await owner`INSERT INTO private.session (staff, expires_at, second_factor_at) VALUES (${row!.id}, now() + interval '12 hours', now()) RETURNING id`;
  return proveActor({ id: Number(row!.id), login, name: login, department, roles, session: open!.id, mustChangePassword: false, secondFactor: true, enrolled: true });
}

let counter = 0;

/** A case as intake would leave it, changed as a test wants. Dates as ISO strings. */
export async function makeCase(owner: Sql, facts: Record<string, string | number | null> = {}): Promise<number> {
  const n = ++counter;
  const row = { number: `T-${String(n).padStart(5, "0")}`, source: "portal", source_id: String(n), track: "signal", status: "received", channel: "phone", language: "kk",
    text: "Жарық жоқ", received_at: "2026-11-16T05:00:00Z", ...facts };
  const [made] = await owner`INSERT INTO private.appeal ${owner(row)} RETURNING id`;
  await owner`INSERT INTO private.event (appeal, kind, after) VALUES (${made!.id}, 'received', ${owner.json({ status: row.status })})`;
  return Number(made!.id);
}

/** What a form drawn now would carry. */
export async function seenNow(owner: Sql, id: number): Promise<{ version: number; seq: number }> {
  const [row] = await owner`SELECT version, history_seq AS seq FROM private.appeal WHERE id = ${id}`;
  return row as unknown as { version: number; seq: number };
}

/** An answer with all that an appeal's answer must have (art. 89 (2)). */
export const fullAnswer = {
  kk: `Арызыңыз қаралды. Бөлім үйдің жылу торабын тексеріп, істен шыққан сорғыны ауыстырды, 16 қарашадан бері пәтерлерге жылу қалыпты беріліп тұр. Жылу беру «Жылу энергетикасы туралы» Заңның талаптарына сай қалпына келтірілді.
Жауаппен келіспесеңіз, үш ай ішінде шағым беруге құқылысыз (ӘРПК 91, 92-баптары).`,
  ru: `Ваше заявление рассмотрено. Отдел проверил тепловой узел дома и заменил насос, с 16 ноября тепло подаётся в обычном режиме. Работы выполнены в соответствии с Законом «О теплоэнергетике».
Если вы не согласны с ответом, вы вправе обжаловать его в течение трёх месяцев (статьи 91 и 92 АППК).`,
  en: `Your application was considered. The department inspected the heating unit of the house and replaced its pump; since 16 November the flats have been warm. The work was done as the Law on Heat Supply requires.
If you disagree, you may complain within three months (articles 91 and 92 of the Code).`,
};
