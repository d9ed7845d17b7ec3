import { CasePane } from "#app/office/cases/case-pane.tsx";
import { caseContext } from "#app/office/cases/context.ts";
import style from "#app/office/cases/cases.module.css";
import { ListPane } from "#app/office/cases/list-pane.tsx";
import { casesPlace } from "#app/office/cases/place.ts";
import { readQuery, type Search, viewAddress } from "#app/office/cases/query.ts";
import { officeView } from "#app/office/_parts/office-view.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { listCases } from "#lib/appeals/list.ts";
import { executorsFor } from "#lib/appeals/assign.ts";
import { viewCase } from "#lib/appeals/view.ts";

/** Two panes: the list, and the case that was chosen from it (`id`, as the address has it). On a phone one at a time. */
export async function CasesPage({ search, id }: { search: Search; id: number | null }) {
  const { filter, done } = await readQuery(search);
  const address = viewAddress(filter, id);
  return officeView("case.read", address, async (actor) => {
    const [context, list, view] = await Promise.all([caseContext(), listCases(actor, filter), id === null ? null : viewCase(actor, id)]);
    const executors = view ? await executorsFor(actor) : [];
    return (
      <Shell actor={actor} locale={context.locale} address={address} here="cases" title={view?.number ?? context.t("list.title")}>
        <div className={style.panes} data-open={view ? "case" : "list"}>
          <ListPane context={context} filter={filter} {...list} openId={id} />
          {view ? <CasePane context={context} actor={actor} view={view} place={casesPlace(filter, context.t("list.back"))} done={done} executors={executors} />
            : <p className={style.nothing}>{context.t("list.open")}</p>}
        </div>
      </Shell>
    );
  });
}
