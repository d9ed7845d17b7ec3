import { CasePane } from "#app/office/cases/case-pane.tsx";
import { caseContext } from "#app/office/cases/context.ts";
import style from "#app/office/cases/cases.module.css";
import { Escalated } from "#app/office/cases/escalated.tsx";
import { type Listed, ListPane } from "#app/office/cases/list-pane.tsx";
import { casesPlace } from "#app/office/cases/place.ts";
import { readQuery, type Search, viewAddress } from "#app/office/cases/query.ts";
import { officeView } from "#app/office/_parts/office-view.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { listCases } from "#lib/appeals/list.ts";
import type { ListFilter } from "#lib/appeals/list-filter.ts";
import { executorsFor } from "#lib/appeals/assign.ts";
import { savedViews } from "#lib/appeals/saved-view.ts";
import { viewCounts } from "#lib/appeals/standard-view.ts";
import { viewCase } from "#lib/appeals/view.ts";
import { Refusal } from "#lib/errors.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** The list; an address that asks for a state or place there isn't gets a sentence and its form back, not an empty "not found". */
const listed = (actor: Actor, filter: ListFilter): Promise<Listed> => listCases(actor, filter).catch((error) => {
  if (error instanceof Refusal && error.field) return { rows: [], next: null, foundBy: null, wrong: error };
  throw error;
});

/** Two panes: the list, and the case that was chosen from it (`id`, as the address has it). On a phone one at a time. */
export async function CasesPage({ search, id }: { search: Search; id: number | null }) {
  const { filter, done, all } = await readQuery(search);
  const address = viewAddress(filter, id);
  return officeView("case.read", address, async (actor) => {
    const [context, list, view, counts, saved, executors] = await Promise.all([
      caseContext(), listed(actor, filter), id === null ? null : viewCase(actor, id), viewCounts(actor), savedViews(actor), executorsFor(actor),
    ]);
    return (
      <Shell actor={actor} locale={context.locale} address={address} here="cases" title={view?.number ?? context.t("list.title")}>
        <div className={style.panes} data-open={view ? "case" : "list"}>
          <ListPane context={context} actor={actor} filter={filter} {...list} done={done} all={all} views={{ counts, saved }} executors={executors} openId={id} above={filter.escalated ? null : <Escalated context={context} actor={actor} />} />
          {view ? <CasePane context={context} actor={actor} view={view} place={casesPlace(filter, context.t("list.back"))} done={done} executors={executors} />
            : <p className={style.nothing}>{context.t("list.open")}</p>}
        </div>
      </Shell>
    );
  });
}
