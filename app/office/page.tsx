import { goTo, officePage } from "#app/_server/session.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { may } from "#lib/staff/actor.ts";

export const instant = false;

/** The door: to where one's work is. */
export default async function OfficePage() {
  const { actor } = await officePage("account.own", "/office");
  // Who triages for the whole city begins with what has come in; a head's own work is his department's cases.
  if (may(actor, "case.classify") && !ownScope(actor)) return goTo("/office/inbox");
  return goTo(may(actor, "case.read") ? "/office/cases" : may(actor, "staff.manage") ? "/office/staff" : "/office/account");
}
