import type { Walk } from "#tests/office/walk/walk.ts";

export const walk: Walk = { actions: {}, pages: { "app/office/audit/page.tsx": ["auditor"] }, auditor: ["audit.read"] };
