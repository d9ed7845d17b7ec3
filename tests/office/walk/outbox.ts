import type { World, Walk } from "#tests/office/walk/walk.ts";

/** A message of a case of 'heat', waiting in the state and by the channel that an act needs. */
async function notice(world: World, channel: string, state: string): Promise<{ id: string; notice: string }> {
  const id = await world.heat({ applicant: await world.person() });
  const [row] = await world.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, state, begun_at)
    VALUES (${crypto.randomUUID()}, ${id}, 'answer', ${channel}, 'kk', 's', 't', ${state}, now()) RETURNING id::int`;
  return { id: String(id), notice: String(row!.id) };
}
const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Almaty" }).format(new Date());

export const walk: Walk = {
  actions: {
    editContact: { may: ["operator", "registrar"], input: async ({ heat, person }) => ({ id: String(await heat({ applicant: await person() })), name: "Асқар", phone: "", email: "askar@example.org", address: "", way: "email" }) },
    issueTrackingCode: { may: ["operator", "registrar"], input: async ({ heat }) => ({ id: String(await heat()) }) },
    recordHandover: { may: ["operator", "registrar", "head", "executor"], ofCase: true, input: async (world) => ({ ...await notice(world, "letter", "waiting"), way: "post", day: today() }) },
    recordUndelivered: { may: ["operator", "registrar", "head", "executor"], ofCase: true, input: async (world) => ({ ...await notice(world, "letter", "waiting"), obstacle: "address" }) },
    settleMessage: { may: ["administrator"], input: async (world) => ({ message: (await notice(world, "email", "in_doubt")).notice, verdict: "resend" }) },
    sendTestMessage: { may: ["administrator"], input: async () => ({ address: "me@example.org" }) },
  },
  pages: { "app/office/delivery/page.tsx": ["operator", "registrar", "head", "executor"], "app/office/admin/outbox/page.tsx": ["administrator"], "app/office/cases/[id]/applicant/page.tsx": ["operator", "registrar"] },
  administrator: ["outbox.manage"],
};
