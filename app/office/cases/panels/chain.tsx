import type { Panel } from "#app/office/cases/panels/panel.ts";

/** Whether the history is whole, for the auditor. */
export const ChainPanel: Panel = () => null;
