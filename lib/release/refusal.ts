import { DateTime } from "luxon";

/** Why a release may not be made. `disclosure`: no way was found to publish safely (lib/disclosure/refusal.ts). */
export const refusals = ["future", "back", "nothingPublished", "nothingLate", "heldBack", "nothingDue", "disclosure", "fault"] as const;
export type RefusalKind = (typeof refusals)[number];

/** A release that may not be made, with the reason as a sentence for whoever runs the command. */
export class ReleaseRefusal extends Error {
  override name = "ReleaseRefusal";
  readonly kind: RefusalKind;
  constructor(kind: RefusalKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Today in the city. */
export const cityDay = (timeZone: string): string => DateTime.now().setZone(timeZone).toISODate()!;
