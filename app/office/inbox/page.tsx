import { goTo } from "#app/_server/session.ts";
import { officeAddress, single } from "#app/office/_parts/address.ts";
import { officeView } from "#app/office/_parts/office-view.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { CasePane } from "#app/office/cases/case-pane.tsx";
import { caseContext } from "#app/office/cases/context.ts";
import panes from "#app/office/cases/cases.module.css";
import { inboxAddress, inboxPlace } from "#app/office/cases/place.ts";
import type { Search } from "#app/office/cases/query.ts";
import { Feed } from "#app/office/inbox/feed.tsx";
import style from "#app/office/inbox/inbox.module.css";
import { Live } from "#app/office/inbox/live.tsx";
import { executorsFor } from "#lib/appeals/assign.ts";
import { placeInInbox, readInbox } from "#lib/appeals/inbox.ts";
import { markRead } from "#lib/appeals/read-marks.ts";

import { viewCase } from "#lib/appeals/view.ts";
import { officeInbox } from "#lib/i18n/areas/office-inbox.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

export type InboxWords = ReturnType<typeof translator<keyof (typeof officeInbox)["kk"]>>;

/** The feed, and the case that is open beside it (`case`). Not a path of its own: so the feed stays where it is while cases are opened. */
export default async function InboxPage({ searchParams }: { searchParams: Search }) {
  const asked = await searchParams;
  const [claimed, after, done = "", left] = [single(asked.case), single(asked.after), single(asked.done), single(asked.left)];
  // No case has the id 0: what isn't a number is missing like any other.
  const id = claimed === undefined ? null : /^[1-9]\d{0,14}$/.test(claimed) ? Number(claimed) : 0;
  const address = inboxAddress(id, after);
  return officeView("case.classify", address, async (actor) => {
    const place = id === null ? null : await placeInInbox(actor, id);
    // What one has just dealt with gives way to the next.
    if (place && !place.waits && place.number && done) goTo(officeAddress("/office/inbox", { case: place.next === null ? null : String(place.next), after, done, left: place.number }));
    if (place?.waits) await markRead(actor, id!);
    const [context, inbox, view] = await Promise.all([caseContext(), readInbox(actor, after), id === null ? null : viewCase(actor, id)]);
    const t: InboxWords = translator(officeInbox, context.locale);
    const executors = view ? await executorsFor(actor) : [];
    return (
      <Shell actor={actor} locale={context.locale} address={address} here="inbox" title={view ? `${view.number} – ${t("title")}` : t("title")}>
        <div className={panes.panes} data-open={view ? "case" : "list"}>
          <section className={`${panes.list} ${style.list}`} aria-label={t("title")}>
            <Feed context={context} actor={actor} t={t} inbox={inbox} after={after} openId={id} />
          </section>
          {view ? (
            <div key={view.id} className={style.pane}>
              {left ? <p role="status" className={style.told}>{t("left", { number: left.slice(0, 40) })}</p> : null}
              {place?.waits ? null : <p className={style.told}>{t("gone")}</p>}
              <CasePane context={context} actor={actor} view={view} place={inboxPlace(after, t("back"))} done={left ? "" : done} executors={executors} />
            </div>
          ) : <div className={`${panes.nothing} ${style.nothing}`}>{left ? <p role="status" className={style.told}>{t("left", { number: left.slice(0, 40) })}</p> : null}<p>{t("choose")}</p></div>}
        </div>
        <Live words={{ fresh: t("live.fresh", { n: "{n}" }), slow: t("live.slow"), ended: t("live.ended"), signIn: context.t("signIn.again") }} signInAddress={`/office/sign-in?to=${encodeURIComponent(address)}`} newest={inboxAddress(null)} paged={after !== undefined} />
      </Shell>
    );
  });
}
