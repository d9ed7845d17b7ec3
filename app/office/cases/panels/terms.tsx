import type { Panel } from "#app/office/cases/panels/panel.ts";

/** Every term that runs, each with its article. */
export const TermsPanel: Panel = () => null;
