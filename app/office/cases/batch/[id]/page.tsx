import { officeAddress, single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import page from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { takeBack } from "#app/office/cases/actions.ts";
import { type Context, caseContext } from "#app/office/cases/context.ts";
import { type ListWords, listWords } from "#app/office/cases/list-words.ts";
import { filterOfQuery, type Search, viewAddress, viewQuery } from "#app/office/cases/query.ts";
import { type BatchView, viewBatch } from "#lib/appeals/batch-view.ts";
import { Refusal, type RefusalCode } from "#lib/errors.ts";

export const instant = false;

type One = BatchView["cases"][number];
const why = (w: ListWords, context: Context, code: string) => (code === "changedMeanwhile" ? w("batch.why.changedMeanwhile") : code === "notFound" ? w("batch.somebody") : new Refusal(code as RefusalCode).say(context.locale));

function Cases({ context, w, cases, list, title }: { context: Context; w: ListWords; cases: One[]; list: string; title: string }) {
  if (cases.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {cases.map((one) => (
          <li key={one.id}>
            {one.number ? <><OfficeLink href={viewAddress(filterOfQuery(list), one.id)}>{one.number}</OfficeLink> {context.code("status", one.status!)}</> : w("batch.somebody")}
            {one.refusal && one.number ? ` – ${why(w, context, one.refusal)}` : one.undone ? ` – ${w("batch.restored")}` : one.undoRefusal ? ` – ${w("batch.undo.not", { why: why(w, context, one.undoRefusal) })}` : ""}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What became of an act on several cases, case by case, and the way back while there is one. */
export default async function BatchPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Search }) {
  const { id } = await params, asked = await searchParams;
  const list = viewQuery(filterOfQuery(single(asked.list) ?? "")), address = officeAddress(`/office/cases/batch/${id}`, { list });
  return officeView("case.classify", address, async (actor) => {
    const [context, made] = await Promise.all([caseContext(), viewBatch(actor, /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0)]);
    const w = listWords(context.locale), done = made.cases.filter((one) => one.done), left = made.cases.filter((one) => !one.done);
    return (
      <Shell actor={actor} locale={context.locale} address={address} here="cases" title={w("batch.title")}>
        <div className={page.page}>
          <h1>{w("batch.title")}: {w(`batch.act.${made.input.act}`)}</h1>
          <p role="status"><strong>{w("batch.done", { done: done.length })}</strong> {w("batch.of", { all: made.cases.length })}{made.undoneAt ? ` ${w("batch.undone", { n: made.cases.filter((one) => one.undone).length })}` : ""}</p>
          {made.undoUntil ? (
            <div>
              <p>{w("batch.undo.until", { until: context.moment(made.undoUntil) })}</p>
              <Form action={takeBack} label={w("batch.undo")} words={formWords(context.locale)} done={single(asked.done) ?? ""} signInAddress={`/office/sign-in?to=${encodeURIComponent(address)}`}
                fields={[{ kind: "hidden", name: "batch", value: String(made.id) }, { kind: "hidden", name: "list", value: list }]} submits={[{ label: w("batch.undo"), quiet: true }]} />
            </div>
          ) : made.act === "register" && done.length > 0 ? <p>{w("batch.register.final")}</p> : null}
          <p><OfficeLink href={viewAddress(filterOfQuery(list))}>{w("batch.back")}</OfficeLink></p>
          <Cases context={context} w={w} cases={left} list={list} title={w("batch.not", { n: left.length })} />
          <Cases context={context} w={w} cases={done} list={list} title={w("batch.changed", { n: done.length })} />
        </div>
      </Shell>
    );
  });
}
