import type { Walk } from "#tests/office/walk/walk.ts";

export const walk: Walk = {
  actions: {
    saveWay: { may: ["administrator"], input: async () => ({ way: "email", "set.host": "mail.example.org", "secret.password": "word" }) },
    sendWayTest: { may: ["administrator"], input: async () => ({ way: "email", address: "me@example.org" }) },
    tryWay: { may: ["administrator"], input: async () => ({ way: "email" }) },
    settleArrival: { may: ["administrator"], input: async ({ owner }) => {
      const [row] = await owner`INSERT INTO private.inbound (source, source_id, kind, original, state, try_at, done_at) VALUES ('email', ${crypto.randomUUID()}, 'message', '{}', 'dead', NULL, now()) RETURNING id::text`;
      return { thing: String(row!.id), verdict: "aside", reason: "test" };
    } },
  },
  pages: { "app/office/admin/ways/page.tsx": ["administrator"], "app/office/admin/ways/[id]/page.tsx": ["administrator"] },
  ids: { "app/office/admin/ways/[id]/page.tsx": async () => "email" },
  administrator: ["way.manage"],
};
