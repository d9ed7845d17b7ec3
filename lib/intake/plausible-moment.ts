const day = 86_400_000;

/** When something was sent by the provider's clock, if that can be: late in coming, but not weeks, and never from the future. */
export const plausibleMoment = (at: Date | null, arrivedAt: Date): Date =>
  at !== null && at.getTime() > arrivedAt.getTime() - 7 * day && at.getTime() <= arrivedAt.getTime() ? at : arrivedAt;
