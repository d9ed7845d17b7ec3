import type { Panel } from "#app/office/cases/panels/panel.ts";

/** Booking a personal reception from this case, and its result. */
export const ReceptionPanel: Panel = () => null;
