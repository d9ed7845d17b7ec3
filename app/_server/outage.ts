export { isOutage } from "#lib/stats/outage.ts";
