import type { Panel } from "#app/office/cases/panels/panel.ts";

/** Instruction, internal deadline, co-executors and their parts. */
export const WorkPanel: Panel = () => null;
