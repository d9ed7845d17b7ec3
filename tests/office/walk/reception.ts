import type { Walk, World } from "#tests/office/walk/walk.ts";

let minute = 0;

/** A visit of today that waits for its result. */
async function visit({ owner, who, heat }: World, facts: { state?: string; settled?: boolean } = {}): Promise<string> {
  const appeal = await heat();
  const [made] = await owner`INSERT INTO private.booking (appeal, official, starts_at, minutes, seat, place, booked_by, state, settled)
    VALUES (${appeal}, ${who.signer.id}, now() - ${minute++} * interval '1 millisecond', 15, 1, 'Office 1', ${who.operator.id}, ${facts.state ?? "booked"}, ${facts.settled ?? true}) RETURNING id::int`;
  return String(made!.id);
}

/** A slot of the akim's next week that is free, on a day added by hand. */
async function slot({ owner, who }: World): Promise<string> {
  await owner`INSERT INTO private.channel (code, name_en) VALUES ('reception', 'Reception') ON CONFLICT DO NOTHING`;
  const at = new Date(Date.now() + 7 * 864e5);
  at.setUTCHours(4, 0, 0, 0);
  await owner`INSERT INTO private.reception_hours (official, day, starts, ends, minutes, seats, place, valid_from)
    SELECT ${who.signer.id}, ${at.toISOString().slice(0, 10)}, '09:00', '10:00', 30, 20, 'Office 1', '2020-01-01' WHERE NOT EXISTS (SELECT 1 FROM private.reception_hours)`;
  const half = (await owner`SELECT count(*)::int AS n FROM private.booking WHERE starts_at = ${at}`)[0]!.n >= 20 ? 1800 : 0;
  return `${who.signer.id}.${at.getTime() / 1000 + half}`;
}

const book = ["operator", "registrar"] as const, record = ["operator", "registrar", "signer"] as const, manage = ["registrar", "signer"] as const;
const day = (ahead: number) => new Date(Date.now() + ahead * 864e5).toISOString().slice(0, 10);
let ahead = 20;

export const walk: Walk = {
  actions: {
    bookVisit: { may: [...book], input: async (world) => ({ slot: await slot(world), name: "Асқар", phone: "8 701 000 00 01", topic: "Жарық жоқ", language: "kk", category: "" }) },
    bookFromCase: { may: [...book], input: async (world) => ({ id: String(await world.heat()), slot: await slot(world) }) },
    findCallerCases: { may: [...book], input: async () => ({ phone: "8 701 000 00 01" }) },
    moveBooking: { may: [...book], input: async (world) => ({ booking: await visit(world), slot: await slot(world), reason: "asked" }) },
    cancelBooking: { may: [...book], input: async (world) => ({ booking: await visit(world), reason: "ill" }) },
    recordVisit: { may: [...record], input: async (world) => ({ booking: await visit(world), result: "no_show", note: "" }) },
    settleBooking: { may: ["registrar"], input: async (world) => ({ booking: await visit(world, { state: "unsolved", settled: false }), kind: "application" }) },
    addReceptionHours: { may: [...manage], input: async ({ who }) => ({ official: String(who.signer.id), weekday: "", day: day(++ahead), starts: "14:00", ends: "15:00", minutes: "15", seats: "1", place: "Office 1" }) },
    endReceptionHours: { may: [...manage], input: async ({ owner, who }) => {
      const [made] = await owner`INSERT INTO private.reception_hours (official, weekday, starts, ends, minutes, seats, place, valid_from) VALUES (${who.signer.id}, 1, '14:00', '15:00', 15, 1, 'x', '2020-01-01') RETURNING id::int`;
      return { hours: String(made!.id) };
    } },
    cancelReceptionDay: { may: [...manage], input: async ({ who }) => ({ official: String(who.signer.id), day: day(++ahead), reason: "away" }) },
    restoreReceptionDay: { may: [...manage], input: async ({ owner, who }) => {
      const off = day(++ahead);
      await owner`INSERT INTO private.reception_day_off VALUES (${who.signer.id}, ${off}, 'x')`;
      return { official: String(who.signer.id), day: off };
    } },
  },
  pages: {
    "app/office/reception/page.tsx": ["operator", "registrar", "signer", "auditor"], "app/office/reception/book/page.tsx": [...book],
    "app/office/reception/hours/page.tsx": [...manage], "app/office/reception/sheet/page.tsx": ["operator", "registrar", "signer", "auditor"],
    "app/office/reception/[id]/page.tsx": ["operator", "registrar", "signer", "auditor"],
  },
  ids: { "app/office/reception/[id]/page.tsx": (world) => visit(world) },
  auditor: ["reception.read"],
};
