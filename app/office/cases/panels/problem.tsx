import type { Panel } from "#app/office/cases/panels/panel.ts";

/** The problem this case belongs to. */
export const ProblemPanel: Panel = () => null;
