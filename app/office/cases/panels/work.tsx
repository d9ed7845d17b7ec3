import { Form } from "#app/office/_parts/form.tsx";
import type { Field } from "#app/office/_parts/field.ts";
import { addCoExecutor, contributePart, removeCoExecutor } from "#app/office/cases/[id]/actions.ts";
import style from "#app/office/cases/cases.module.css";
import { optionsOf } from "#app/office/cases/forms/case-form.ts";
import { officialsOf } from "#app/office/cases/forms/assign.ts";
import type { Panel, PanelProps } from "#app/office/cases/panels/panel.ts";
import { withDepartment } from "#lib/appeals/assign.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { type Part, writesPart } from "#lib/appeals/co-executor.ts";
import { owns, ownScope } from "#lib/appeals/scope.ts";
import { officeWork } from "#lib/i18n/areas/office-work.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

const carried = ({ view, list }: PanelProps): Field[] => [
  { kind: "hidden", name: "id", value: String(view.id) }, { kind: "hidden", name: "seen", value: `${view.version}.${view.seq}` }, { kind: "hidden", name: "list", value: list },
];

/** Who may give (and take back) a department's part: between departments the registrar, inside his own its head. */
const givesPart = ({ actor, view }: PanelProps, department: string): boolean =>
  may(actor, "case.assign") && owns(actor, view) && (!ownScope(actor) || actor.department === department);

/** One co-executor: who, what, by when, and what he wrote; his own form, or the way to take the part back. */
function PartEntry({ panel, part }: { panel: PanelProps; part: Part }) {
  const { context, actor, view } = panel, w = translator(officeWork, context.locale);
  const whose = context.named("department", part.department)!;
  const open = !view.closedAt && part.round === view.round;
  const late = open && part.contribution === null && part.internalDue < cityDay(context.now, context.city.timeZone);
  const fields: Field[] = [...carried(panel), { kind: "hidden", name: "entry", value: String(part.id) }];
  return (
    <li>
      <p><strong lang={whose.lang}>{whose.text}</strong>{part.name ? `, ${part.name}` : ""} · <span className={late ? style.late : undefined}>{w("part.due", { day: formatDay(context.locale, part.internalDue) })}{late ? `, ${w("part.late")}` : ""}</span>
        {part.round === view.round ? null : <small> · {w("part.round", { n: part.round })}</small>}</p>
      <p className={style.text}>{part.task}</p>
      {part.contribution === null ? <p className={style.quiet}>{w("part.waiting")}</p> : (
        <><p className={style.quiet}>{w("part.written", { name: part.contributor!, at: context.moment(part.contributedAt!) })}</p><blockquote className={style.text}>{part.contribution}</blockquote></>
      )}
      {writesPart(actor, part) ? (
        <Form {...panel.forms} action={contributePart} label={w("part.write")} folded={part.contribution === null ? "open" : "closed"} available={open} submits={[{ label: w("part.send") }]}
          fields={[...fields, { kind: "area", name: "text", label: w("part.text"), hint: w("part.text.hint"), rows: 5, value: part.contribution ?? "", required: true }]} />
      ) : null}
      {givesPart(panel, part.department) && open && part.contribution === null ? (
        <Form {...panel.forms} action={removeCoExecutor} label={`${w("part.remove")}: ${whose.text}`} submits={[{ label: w("part.remove"), quiet: true }]} fields={fields} />
      ) : null}
    </li>
  );
}

/** Whom a part can be given to: departments, then their officials; value as the action reads it. */
function candidates({ context, actor, executors }: PanelProps) {
  const own = ownScope(actor) ? actor.department : null, w = translator(officeWork, context.locale);
  const departments = own ? [] : optionsOf(context, "department").map((one) => ({ ...one, group: w("part.department") }));
  return [...departments, ...officialsOf(context, executors, (one) => `${one.department}/${one.id}`)];
}

/** A department sent the case back: who, why, whose it may be; above the form that assigns it anew. */
export const ReturnPanel: Panel = ({ context, view }) => {
  const { returned } = view.work, w = translator(officeWork, context.locale);
  if (!returned) return null;
  const department = (code: string) => context.named("department", code)!.text;
  return (
    <section className={style.proposal} aria-label={w("back.notice")}>
      <p><strong>{w("back.by", { department: department(returned.from), name: returned.by ?? "", at: context.moment(returned.at) })}</strong></p>
      <p>«{returned.reason}»</p>
      {returned.suggested ? <p>{w("back.next", { department: department(returned.suggested) })}</p> : null}
    </section>
  );
};

/** Instruction, internal deadline, co-executors and their parts. */
export const WorkPanel: Panel = (panel) => {
  const { context, actor, view } = panel, w = translator(officeWork, context.locale);
  const { parts } = view.work;
  // Sent back, it is nobody's: what the department was told no longer stands.
  const given = view.work.given?.department === view.department ? view.work.given : null;
  const adds = view.department !== null && givesPart(panel, view.department);
  const reads = !owns(actor, view);
  if (!given && parts.length === 0 && !adds) return null;
  return (
    <section aria-labelledby="case-work" className={style.work}>
      <h2 id="case-work">{w("title")}</h2>
      {reads ? <p className={style.proposal}>{w("coReader")}</p> : null}
      {given ? (
        <>
          <p className={style.text}>{given.instruction || <span className={style.quiet}>{w("noInstruction")}</span>}</p>
          <p className={style.quiet}>{given.by ? w("given", { name: given.by, at: context.moment(given.at) }) : w("given.rule", { at: context.moment(given.at) })}
            {given.internalDue ? <> · {w("internalDue")}: <strong>{formatDay(context.locale, given.internalDue)}</strong></> : null}</p>
        </>
      ) : null}
      {parts.length > 0 ? <><h3>{w("parts")}</h3><ul className={style.parts}>{parts.map((part) => <PartEntry key={part.id} panel={panel} part={part} />)}</ul></> : null}
      {adds ? (
        <Form {...panel.forms} action={addCoExecutor} label={w("part.add")} folded="closed" available={withDepartment.includes(view.status)} submits={[{ label: w("part.submit"), quiet: true }]} fields={[...carried(panel),
          { kind: "select", name: "to", label: w("part.to"), empty: context.t("choose"), required: true, options: candidates(panel) },
          { kind: "area", name: "task", label: w("part.task"), required: true },
          { kind: "date", name: "internalDue", label: w("internalDue"), required: true }]} />
      ) : null}
    </section>
  );
};
