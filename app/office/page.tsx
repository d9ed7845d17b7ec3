import { goTo, officePage } from "#app/_server/session.ts";
import { viewAddress } from "#app/office/cases/query.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { standardViews, viewCounts } from "#lib/appeals/standard-view.ts";
import { may } from "#lib/staff/actor.ts";

export const instant = false;

/** The door: to where one's work is. */
export default async function OfficePage() {
  const { actor } = await officePage("account.own", "/office");
  // Who triages for the whole city begins with what has come in; a head's own work is his department's cases.
  if (may(actor, "case.classify") && !ownScope(actor)) return goTo("/office/inbox");
  if (may(actor, "case.read")) {
    // What waits for one's decision or was given to one; where there is nothing of one's own, all cases.
    const own = (await viewCounts(actor)).find(([view, n]) => n > 0 && (view === "mine" || view === "waiting"));
    return goTo(own ? viewAddress(standardViews[own[0]]) : "/office/cases");
  }
  if (may(actor, "release.publish")) return goTo("/office/releases");
  return goTo(may(actor, "staff.manage") ? "/office/staff" : "/office/account");
}
