import type { TransactionSql } from "postgres";

// Hours in the demonstration: the akim on Mondays, a deputy on Thursdays; the demonstration's today (2026-11-23) is a Monday.
const hours = [
  { login: "signer", weekday: 1, starts: "14:00", ends: "17:00", minutes: 15, place: "Мәшһүр Жүсіп көшесі 45, 201-кабинет" },
  { login: "deputy1", weekday: 4, starts: "10:00", ends: "12:00", minutes: 20, place: "Мәшһүр Жүсіп көшесі 45, 207-кабинет" },
];

type Visit = { login: string; at: string; booked: string; state: "booked" | "promised" | "unsolved" | "no_show"; note?: string; until?: string };
const visit = (login: string, at: string, more: Partial<Visit> = {}): Visit => ({ login, at: `${at}:00+05:00`, booked: "2026-11-20T17:20:00+05:00", state: "booked", ...more });
const past = { booked: "2026-11-13T09:30:00+05:00" } as const;

/** Last Monday's visits, for cases that were quiet since the booking; and those of the coming days. */
const held: Visit[] = [
  visit("signer", "2026-11-16T14:00", { ...past, state: "promised", note: "Осы аптаның соңына дейін шешуге уәде берілді.", until: "2026-11-27" }),
  visit("signer", "2026-11-16T14:15", { ...past, state: "no_show" }),
  visit("signer", "2026-11-16T14:30", { ...past, state: "unsolved", note: "Вопрос требует выезда на место; ответ будет письменным." }),
];
const coming: Visit[] = [
  ...["14:00", "14:15", "14:45", "15:30"].map((time) => visit("signer", `2026-11-23T${time}`)),
  ...["10:00", "10:40"].map((time) => visit("deputy1", `2026-11-26T${time}`)), visit("signer", "2026-11-30T14:00"),
];

/** Hours, and visits of open cases that came by reception: existing ones, so that no published number changes. */
export async function writeReception(tx: TransactionSql): Promise<void> {
  for (const one of hours) {
    await tx`INSERT INTO private.reception_hours (official, weekday, starts, ends, minutes, seats, place, valid_from)
      SELECT id, ${one.weekday}, ${one.starts}, ${one.ends}, ${one.minutes}, 1, ${one.place}, '2024-10-01' FROM private.staff WHERE login = ${one.login}`;
  }
  const cases = await tx<{ id: string; department: string; last: Date }[]>`
    SELECT a.id, a.department, (SELECT max(e.at) FROM private.event e WHERE e.appeal = a.id) AS last FROM private.appeal a
    WHERE a.channel = 'reception' AND a.closed_at IS NULL AND a.department IS NOT NULL ORDER BY a.id DESC LIMIT 40`;
  for (const one of [...held, ...coming]) {
    // Its history goes on in order: nothing has happened to it since the booking.
    const quiet = cases.findIndex((found) => found.last < new Date(one.booked));
    if (quiet >= 0) await writeVisit(tx, cases.splice(quiet, 1)[0]!, one);
  }
}

async function writeVisit(tx: TransactionSql, found: { id: string; department: string }, one: Visit): Promise<void> {
  const done = one.state === "booked" ? null : new Date(new Date(one.at).getTime() + 15 * 60_000);
  const [made] = await tx<{ official: string; place: string; registrar: string }[]>`
    INSERT INTO private.booking (appeal, official, starts_at, minutes, seat, place, state, note, promised_until, promised_department, booked_by, booked_at, recorded_by, recorded_at)
    SELECT ${found.id}, h.official, ${one.at}::timestamptz, h.minutes, 1, h.place, ${one.state}, ${one.note ?? null}, ${one.until ?? null}, ${one.until ? found.department : null},
      r.id, ${one.booked}::timestamptz, ${done === null ? null : tx`r.id`}, ${done}
    FROM private.reception_hours h JOIN private.staff s ON s.id = h.official AND s.login = ${one.login}, private.staff r WHERE r.login = 'registrar'
    RETURNING official, place, booked_by AS registrar`;
  const tell = async (at: Date, kind: string, after: Record<string, string | number>) => {
    await tx`INSERT INTO private.event (appeal, at, actor, kind, after) VALUES (${found.id}, ${at}, ${made!.registrar}, ${kind}, ${tx.json(after)})`;
    await tx`UPDATE private.appeal SET version = version + 1 WHERE id = ${found.id}`;
  };
  const receiver = Number(made!.official);
  await tell(new Date(one.booked), "reception_booked", { receiver, visitAt: new Date(one.at).toISOString(), place: made!.place });
  if (done) await tell(done, "reception_result", { visit: one.state, receiver, ...(one.until ? { promisedUntil: one.until } : {}) });
}
