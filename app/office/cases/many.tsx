import { Form } from "#app/office/_parts/form.tsx";
import type { Field, FormWords, Option } from "#app/office/_parts/field.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { changeMany } from "#app/office/cases/actions.ts";
import style from "#app/office/cases/cases.module.css";
import type { Context } from "#app/office/cases/context.ts";
import { KeepTicks } from "#app/office/cases/keep-ticks.tsx";
import type { ListWords } from "#app/office/cases/list-words.ts";
import { viewAddress, viewQuery } from "#app/office/cases/query.ts";
import type { ListFilter } from "#lib/appeals/list-filter.ts";
import { kinds } from "#lib/appeals/status.ts";
import type { executorsFor } from "#lib/appeals/assign.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

/** The form that the rows' boxes belong to. */
export const manyForm = "many";

type Props = { context: Context; w: ListWords; filter: ListFilter; actor: Actor; all: boolean; executors: Awaited<ReturnType<typeof executorsFor>>; shared: { words: FormWords; done: string; signInAddress: string } };

/** One act on the ticked cases. Boxes stand in the rows and belong to this form by its id, so it works without JavaScript. */
export function Many({ context, w, filter, actor, all, executors, shared }: Props) {
  const { c, code, named } = context;
  const options = (list: "category" | "district" | "department"): Option[] => context.reference[list].map((one) => ({ value: one.code, label: `${one.parent ? "\u2003" : ""}${named(list, one.code)!.text}` }));
  const acts = [...(may(actor, "case.assign") ? ["assign" as const] : []), "classify" as const, ...(may(actor, "case.register") ? ["register" as const] : [])];
  const own = (list: Option[]) => (may(actor, "case.register") ? list : list.filter((one) => one.value === actor.department));
  const fields: Field[] = [
    { kind: "hidden", name: "list", value: viewQuery(filter) },
    { kind: "choice", name: "act", label: w("batch.act"), required: true, options: acts.map((act) => ({ value: act, label: w(`batch.act.${act}`) })) },
    ...(acts.includes("assign") ? [
      { kind: "select", name: "department", label: c("department"), empty: context.t("choose"), required: true, options: own(options("department")), only: ["assign"] },
      { kind: "select", name: "executor", label: c("executor"), empty: c("form.executor.none"), only: ["assign"],
        options: executors.map((one) => ({ value: String(one.id), label: one.name, ...(one.department ? { group: named("department", one.department)?.text ?? one.department } : {}) })) },
    ] satisfies Field[] : []),
    { kind: "select", name: "category", label: c("category"), empty: w("batch.keep"), options: options("category"), only: ["classify"] },
    { kind: "select", name: "district", label: c("district"), empty: w("batch.keep"), options: options("district"), only: ["classify"] },
    ...(acts.includes("register") ? [
      { kind: "select", name: "kind", label: c("form.kind"), empty: context.t("choose"), required: true, options: kinds.map((kind) => ({ value: kind, label: code("kind", kind) })), only: ["register"] },
      { kind: "choice", name: "confirm", label: w("batch.confirm.label"), many: true, required: true, options: [{ value: "yes", label: w("batch.confirm") }], only: ["register"] },
    ] satisfies Field[] : []),
  ];
  return (
    <div className={style.many}>
      <p><OfficeLink href={`${viewAddress(filter)}${all ? "" : `${viewQuery(filter) ? "&" : "?"}all=1`}`} scroll={false}>{w(all ? "none" : "all")}</OfficeLink></p>
      <Form {...shared} id={manyForm} action={changeMany} label={w("batch")} folded={all ? "open" : "closed"} fields={fields} submits={[{ label: w("batch.do"), quiet: true }]} />
      <KeepTicks form={manyForm} />
    </div>
  );
}
