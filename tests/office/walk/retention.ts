import type { Walk } from "#tests/office/walk/walk.ts";

export const walk: Walk = {
  actions: { setRetention: { may: ["administrator"], input: async () => ({ appealMonths: "60", signalMonths: "24", confirmed: "0" }) } },
  pages: { "app/office/admin/retention/page.tsx": ["administrator"] },
  administrator: ["retention.manage"],
};
