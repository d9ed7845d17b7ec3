import { Form } from "#app/office/_parts/form.tsx";
import type { FormWords } from "#app/office/_parts/field.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { changeView, findApplicant, keepView } from "#app/office/cases/actions.ts";
import style from "#app/office/cases/cases.module.css";
import type { ListWords } from "#app/office/cases/list-words.ts";
import { filterOfQuery, viewAddress, viewQuery } from "#app/office/cases/query.ts";
import type { ListFilter } from "#lib/appeals/list-filter.ts";
import type { savedViews } from "#lib/appeals/saved-view.ts";
import { countedTo, type StandardView, standardViews } from "#lib/appeals/standard-view.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

export type Views = { counts: [StandardView, number][]; saved: Awaited<ReturnType<typeof savedViews>> };
type Props = { w: ListWords; filter: ListFilter; views: Views };

const here = (filter: ListFilter, view: ListFilter) => viewQuery({ ...filter, after: undefined } as ListFilter) === viewQuery(view);

/** The views that an official works from: everybody's with their counts, then his own. */
export function ViewLinks({ w, filter, views }: Props) {
  return (
    <nav aria-label={w("views")} className={style.views}>
      <ul>
        {views.counts.map(([view, n]) => (
          <li key={view}><OfficeLink href={viewAddress(standardViews[view])} aria-current={here(filter, standardViews[view]) ? "page" : undefined} className={view === "overdue" && n > 0 ? style.lateView : undefined}>
            {w(`view.${view}`)} <strong>{n > countedTo ? `${countedTo}+` : n}</strong></OfficeLink></li>
        ))}
        {views.saved.map((view) => {
          const own = filterOfQuery(view.query);
          return <li key={view.id}><OfficeLink href={viewAddress(own)} aria-current={here(filter, own) ? "page" : undefined}>{view.name}</OfficeLink></li>;
        })}
      </ul>
    </nav>
  );
}

type Forms = Props & { actor: Actor; shared: { words: FormWords; done: string; signInAddress: string } };

/** What is done with the list as a whole: look for people, keep this view, put one's views in order. */
export function ListForms({ w, filter, views, actor, shared }: Forms) {
  const query = viewQuery({ ...filter, after: undefined, people: undefined });
  const carried = { kind: "hidden", name: "list", value: query } as const;
  return (
    <div className={style.listForms}>
      {may(actor, "applicant.look") ? (
        <Form {...shared} action={findApplicant} label={w("applicant.title")} folded="closed" submits={[{ label: w("applicant.find"), quiet: true }]}
          fields={[{ kind: "text", name: "applicant", label: w("applicant.label"), hint: w("applicant.hint"), required: true }]} />
      ) : null}
      {query ? <Form {...shared} action={keepView} label={w("view.save")} folded="closed" submits={[{ label: w("view.keep"), quiet: true }]} fields={[carried, { kind: "text", name: "name", label: w("view.name"), required: true }]} /> : null}
      {views.saved.length > 0 ? (
        <details>
          <summary>{w("view.manage")}</summary>
          {views.saved.map((view) => (
            <Form key={view.id} {...shared} action={changeView} label={view.name} submits={[{ label: w("view.rename"), name: "then", value: "rename", quiet: true }, { label: w("view.delete"), name: "then", value: "delete", quiet: true }]}
              fields={[carried, { kind: "hidden", name: "view", value: String(view.id) }, { kind: "text", name: "name", label: w("view.name"), value: view.name, required: true }]} />
          ))}
        </details>
      ) : null}
    </div>
  );
}
