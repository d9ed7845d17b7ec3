import { DateTime } from "luxon";

/** A release that may not be made, with the reason as a sentence for the publisher. */
export class ReleaseRefusal extends Error {
  override name = "ReleaseRefusal";
}

/** Today in the city. */
export const cityDay = (timeZone: string): string => DateTime.now().setZone(timeZone).toISODate()!;
