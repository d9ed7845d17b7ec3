import type { Walk } from "#tests/office/walk/walk.ts";

export const walk: Walk = {
  actions: { takePhoneCall: { may: ["operator", "registrar"], input: async () => ({ phone: "8 701 000 00 01", name: "Асқар", text: "Жарық жоқ", category: "heat", district: "north", language: "kk", then: "save" }) } },
  pages: { "app/office/call/page.tsx": ["operator", "registrar"] },
};
