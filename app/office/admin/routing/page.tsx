import { sayConditions } from "#app/office/admin/routing/say-route.ts";
import { deleteRoutingRule, moveRoutingRule, saveRoutingRule, switchRoutingRule, tryRoutingRules } from "#app/office/admin/routing/actions.ts";
import { ruleFields } from "#app/office/admin/routing/rule-fields.ts";
import { single } from "#app/office/_parts/address.ts";
import type { Field } from "#app/office/_parts/field.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { caseContext } from "#app/office/cases/context.ts";
import { executorsOf } from "#lib/appeals/reference.ts";
import type { RoutingRule } from "#lib/appeals/routing.ts";
import { listRules } from "#lib/appeals/routing-rules.ts";
import { officeRouting } from "#lib/i18n/areas/office-routing.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Props = { searchParams: Promise<{ done?: string | string[] }> };
const address = "/office/admin/routing";

/** Where new cases should go: the rules in their order, each tried before it is saved. */
export default async function RoutingPage({ searchParams }: Props) {
  return officeView("routing.manage", address, (actor) => routing(actor, searchParams));
}

async function routing(actor: Actor, searchParams: Props["searchParams"]) {
  const [context, { rules, seen }, executors, query] = await Promise.all([caseContext(), listRules(actor), executorsOf(null), searchParams]);
  const t = translator(officeRouting, context.locale);
  const done = single(query.done) ?? "";
  const form = { words: formWords(context.locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  const saves = [{ label: t("save"), name: "then", value: "save" }, { label: t("try"), name: "then", value: "try", quiet: true }];
  const carried = (id: string): Field[] => [{ kind: "hidden", name: "id", value: id }, { kind: "hidden", name: "seen", value: `${seen.version}.${seen.seq}` }];

  const entry = (rule: RoutingRule, at: number) => {
    const n = String(at + 1), department = context.named("department", rule.department)!;
    const states = [...(rule.automatic ? [t("on")] : []), ...(!rule.active ? [t("off")] : rule.works ? [] : [t("idle")])];
    const gives = [executors.find((one) => one.id === rule.executor)?.name, rule.internalDays === null ? null : t("days", { n: rule.internalDays }), rule.instruction && `«${rule.instruction}»`].filter(Boolean);
    const act = (label: string) => `${label}: ${t("acts", { n })}`;
    return (
      <li key={rule.id} className={style.person}>
        <p><strong>{n}. {sayConditions(context, rule)} → <span lang={department.lang}>{department.text}</span></strong>{states.length > 0 ? ` · ${states.join(" · ")}` : ""}</p>
        {gives.length > 0 ? <p className={style.quiet}>{gives.join(" · ")}</p> : null}
        <div className={style.acts}>
          {at > 0 ? <Form {...form} action={moveRoutingRule} label={act(t("up"))} submits={[{ label: t("up"), quiet: true }]} fields={[...carried(String(rule.id)), { kind: "hidden", name: "to", value: "up" }]} /> : null}
          {at < rules.length - 1 ? <Form {...form} action={moveRoutingRule} label={act(t("down"))} submits={[{ label: t("down"), quiet: true }]} fields={[...carried(String(rule.id)), { kind: "hidden", name: "to", value: "down" }]} /> : null}
          <Form {...form} action={switchRoutingRule} label={act(rule.active ? t("switchOff") : t("switchOn"))} submits={[{ label: rule.active ? t("switchOff") : t("switchOn"), quiet: true }]} fields={[...carried(String(rule.id)), { kind: "hidden", name: "active", value: rule.active ? "no" : "yes" }]} />
          <Form {...form} action={deleteRoutingRule} label={act(t("delete"))} submits={[{ label: t("delete"), quiet: true }]} fields={carried(String(rule.id))} />
        </div>
        <Form {...form} action={saveRoutingRule} label={act(t("change"))} folded="closed" submits={saves} fields={[...carried(String(rule.id)), ...ruleFields(context, executors, rule)]} />
      </li>
    );
  };
  return (
    <Shell actor={actor} locale={context.locale} address={address} here="routing" title={t("title")}>
      <div className={style.page}>
        <h1>{t("title")}</h1>
        <p>{t("about")}</p>
        {done ? <p role="status" className={style.notice}>{context.t("saved")}</p> : null}
        {rules.length === 0 ? <p>{t("empty")}</p> : <ol className={style.people} aria-label={t("rules")}>{rules.map(entry)}</ol>}
        <section className={style.add}>
          <Form {...form} action={saveRoutingRule} label={t("add")} folded={rules.length === 0 ? "open" : "closed"} submits={saves} fields={[...carried(""), ...ruleFields(context, executors, null)]} />
        </section>
        <section className={style.add}>
          <Form {...form} action={tryRoutingRules} label={t("trial")} folded="closed" submits={[{ label: t("trial.submit"), quiet: true }]} fields={[{ kind: "text", name: "number", label: t("number"), hint: t("number.hint") }]} />
        </section>
      </div>
    </Shell>
  );
}
