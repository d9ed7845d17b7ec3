import { goTo, goToFirstStep, officePage } from "#app/_server/session.ts";
import { may } from "#lib/staff/actor.ts";

export const instant = false;

/** The door: to where one's work is. */
export default async function OfficePage() {
  const { actor } = await officePage("account.own", "/office");
  goToFirstStep(actor, "/office");
  return goTo(may(actor, "case.read") ? "/office/cases" : may(actor, "staff.manage") ? "/office/staff" : "/office/account");
}
