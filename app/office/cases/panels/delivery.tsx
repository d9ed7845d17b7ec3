import type { Panel } from "#app/office/cases/panels/panel.ts";

/** What was sent to the applicant, how, and whether it arrived. */
export const DeliveryPanel: Panel = () => null;
