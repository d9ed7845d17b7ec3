import { every, type Walk, type World } from "#tests/office/walk/walk.ts";

/** What a form of the calendar drawn now carries. */
async function seen({ owner }: World): Promise<string> {
  const [row] = await owner`SELECT coalesce(max(seq), 0)::int AS seq FROM private.office_event WHERE kind IN ('calendar', 'calendar_draft')`;
  return `0.${row!.seq}`;
}

const named = { nameKk: "Демалыс", nameRu: "Выходной", nameEn: "Day off", basis: "Decree" };

export const walk: Walk = {
  actions: {
    changeDay: { may: ["administrator"], input: async (world) => ({ seen: await seen(world), day: "2030-01-09", state: "off", ...named }) },
    transferDay: { may: ["administrator"], input: async (world) => ({ seen: await seen(world), off: "2030-01-10", working: "2030-01-12", basis: "Decree" }) },
    addHolidays: { may: ["administrator"], input: async (world) => ({ seen: await seen(world), year: "2030", kurbanAit: "2030-04-13" }) },
    takeOutDays: { may: ["administrator"], input: async (world) => {
      await world.owner`INSERT INTO private.calendar_draft (day, drafted_by) VALUES ('2030-02-01', ${world.who.administrator.id}) ON CONFLICT DO NOTHING`;
      return { seen: await seen(world), days: "2030-02-01" };
    } },
    applyDraft: { may: ["administrator"], input: async (world) => {
      await world.owner`INSERT INTO private.calendar_draft (day, drafted_by) VALUES ('2030-02-04', ${world.who.administrator.id}) ON CONFLICT DO NOTHING`;
      return { seen: await seen(world) };
    } },
    changeEscalation: { may: ["administrator"], input: async () => ({ headBefore: "2", akimAfter: "1" }) },
  },
  pages: { "app/office/admin/calendar/page.tsx": ["administrator"], "app/office/admin/calendar/apply/page.tsx": ["administrator"], "app/office/admin/calendar/rules/page.tsx": every },
  administrator: ["calendar.manage"],
};
