import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { languageName } from "#app/office/admin/routing/say-route.ts";
import { type Context, caseContext } from "#app/office/cases/context.ts";
import { openProblem } from "#app/office/problems/actions.ts";
import { problemFields } from "#app/office/problems/problem-fields.ts";
import { problemCandidates } from "#lib/appeals/problem-candidates.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;

/** A new problem from the cases in the address ("?cases=12,15"); others much like the first are offered with them. */
export default async function NewProblemPage({ searchParams }: { searchParams: Search }) {
  const cases = (single((await searchParams).cases) ?? "").split(",").filter((id) => /^[1-9]\d{0,14}$/.test(id)).slice(0, 200).map(Number);
  const address = cases.length > 0 ? `/office/problems/new?cases=${cases.join(",")}` : "/office/problems/new";
  return officeView("problem.manage", address, (actor) => fresh(actor, cases, address));
}

/** "Radiators barely warm, Zone 3": what the cases have in common is what the problem is called until somebody says it better. */
const nameOf = (context: Context, category: string | null, district: string | null): string =>
  [context.named("category", category), context.named("district", district)].filter((one) => one !== null).map((one) => one.text).join(", ");

async function fresh(actor: Actor, chosen: number[], address: string) {
  const [context, found] = await Promise.all([caseContext(), problemCandidates(actor, chosen)]);
  const t = translator(officeProblems, context.locale);
  const forms = { words: formWords(context.locale), done: "", signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  return (
    <Shell actor={actor} locale={context.locale} address={address} here="problems" title={t("new")}>
      <div className={style.page}>
        <h1>{t("new")}</h1>
        {found.cases.length === 0 ? <p>{t("new.none")}</p> : (
          <Form {...forms} action={openProblem} label={t("new")} submits={[{ label: t("create") }]} fields={[
            ...problemFields(context, actor, { title: nameOf(context, found.category, found.district), category: found.category, district: found.district, department: found.department }),
            { kind: "choice", name: "cases", label: t("new.cases"), hint: t("new.cases.hint"), many: true, required: true, value: found.cases.filter((one) => one.chosen).map((one) => String(one.id)),
              options: found.cases.map((one) => ({ value: String(one.id), label: `${one.number} · ${context.day(one.receivedAt)} · ${languageName[one.language]} · ${one.excerpt}` })) },
          ]} />
        )}
      </div>
    </Shell>
  );
}
