import type { Panel } from "#app/office/cases/panels/panel.ts";

/** Claim, suggestion, near-duplicates, earlier cases of the same person. */
export const TriagePanel: Panel = () => null;
