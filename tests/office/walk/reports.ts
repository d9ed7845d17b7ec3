import type { Walk } from "#tests/office/walk/walk.ts";

export const walk: Walk = {
  actions: {},
  // The numbers before a release are the city's: a department's head finds nothing there.
  pages: { "app/office/reports/page.tsx": ["registrar", "head", "signer", "auditor"], "app/office/reports/next-release/page.tsx": ["registrar", "signer", "auditor", "publisher"] },
  auditor: ["report.read", "release.preview"],
};
