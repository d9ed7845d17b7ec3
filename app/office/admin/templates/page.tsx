import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { saveAnswerTemplate, switchAnswerTemplate } from "#app/office/admin/templates/actions.ts";
import { templateForm } from "#app/office/admin/templates/template-fields.ts";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { caseContext, type Context } from "#app/office/cases/context.ts";
import own from "#app/office/admin/templates/templates.module.css";
import { Refusal } from "#lib/errors.ts";
import { officeTemplates } from "#lib/i18n/areas/office-templates.ts";
import { locales } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { allTemplates, type Template, templateHistory, type Wording } from "#lib/templates/template.ts";

export const instant = false;

type Props = { searchParams: Promise<{ template?: string | string[]; done?: string | string[] }> };
const address = "/office/admin/templates";

/** Templates of answers; `?template=` opens one of them, or a new one. */
export default async function TemplatesPage({ searchParams }: Props) {
  return officeView("template.manage", address, (actor) => templates(actor, searchParams));
}

/** What a template is for, in words. */
function usedFor(wording: Wording, { code, named, locale }: Context): string {
  const t = translator(officeTemplates, locale);
  const use = wording.kind ? code("kind", wording.kind) : wording.track ? t(`use.${wording.track}`) : t("use.any");
  return [use, named("category", wording.category)?.text, wording.outcome && code("outcome", wording.outcome)].filter(Boolean).join(" · ");
}

async function templates(actor: Actor, searchParams: Props["searchParams"]) {
  const [context, all, query] = await Promise.all([caseContext(), allTemplates(actor), searchParams]);
  const t = translator(officeTemplates, context.locale);
  const chosen = single(query.template), done = single(query.done) ?? "";
  const open = all.find((one) => String(one.id) === chosen) ?? null;
  if (chosen && chosen !== "new" && !open) throw new Refusal("notFound");
  return (
    <Shell actor={actor} locale={context.locale} address={chosen ? `${address}?template=${chosen}` : address} here="templates" title={open?.name ?? t("title")}>
      <div className={style.page}>
        <h1>{chosen ? open?.name ?? t("new") : t("title")}</h1>
        {done ? <p role="status" className={style.notice}>{context.t("saved")}</p> : null}
        {chosen ? (
          <>
            <p><OfficeLink href={address}>← {t("all")}</OfficeLink></p>
            <OneTemplate context={context} actor={actor} template={open} done={done} />
          </>
        ) : (
          <>
            <p>{t("lead")}</p>
            <p><OfficeLink className={own.new} href={`${address}?template=new`}>{t("new")}</OfficeLink></p>
            {all.length === 0 ? <p>{t("none")}</p> : locales.map((language) => {
              const rows = all.filter((one) => one.language === language);
              return rows.length === 0 ? null : (
                <section key={language} aria-labelledby={`templates-${language}`}>
                  <h2 id={`templates-${language}`} className={own.language}>{t(`language.${language}`)}</h2>
                  <ul className={own.rows}>
                    {rows.map((one) => (
                      <li key={one.id}>
                        <OfficeLink href={`${address}?template=${one.id}`} lang={one.language}>{one.name}</OfficeLink>
                        <span className={style.quiet}>{one.active ? "" : `${t("off")} · `}{usedFor(one, context)}</span>
                      </li>
                    ))}
                  </ul>
                </section>
              );
            })}
          </>
        )}
      </div>
    </Shell>
  );
}

/** A template's form, its switch, and every wording it had. */
async function OneTemplate({ context, actor, template, done }: { context: Context; actor: Actor; template: Template | null; done: string }) {
  const t = translator(officeTemplates, context.locale);
  const form = { words: formWords(context.locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(`${address}?template=${template?.id ?? "new"}`)}` };
  const history = template ? await templateHistory(actor, template.id) : [];
  return (
    <>
      <section className={own.form}>
        <Form {...form} action={saveAnswerTemplate} label={template ? t("edit") : t("new")} fields={templateForm(context, template)}
          submits={[{ label: t("save"), name: "then", value: "save" }, { label: t("preview"), name: "then", value: "preview", quiet: true }]} />
      </section>
      {template ? (
        <section>
          <Form {...form} action={switchAnswerTemplate} label={template.active ? t("switchOff") : t("switchOn")} submits={[{ label: template.active ? t("switchOff") : t("switchOn"), quiet: true }]}
            fields={[{ kind: "hidden", name: "id", value: String(template.id) }, { kind: "hidden", name: "active", value: template.active ? "no" : "yes" }]} />
          <p className={style.quiet}>{t("off.about")}</p>
        </section>
      ) : null}
      {history.length > 1 ? (
        <section aria-labelledby="template-history">
          <h2 id="template-history">{t("history")}</h2>
          {history.slice(1).map((one) => (
            <details key={one.version}>
              <summary>{t("version", { version: one.version })}: {one.name} – {one.by ?? t("shipped")}, {context.moment(one.at)}</summary>
              <p className={style.quiet}>{usedFor(one as Wording, context)}</p>
              <p className={own.text} lang={one.language}>{one.text}</p>
            </details>
          ))}
        </section>
      ) : null}
    </>
  );
}
