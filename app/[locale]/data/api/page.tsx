import { portalUrl } from "#env.ts";
import { figuresPage } from "#app/_server/public-page.tsx";
import { Breadcrumb } from "#app/_ui/breadcrumb.tsx";
import { DataTable } from "#app/_ui/data-table.tsx";
import page from "#app/_ui/page.module.css";
import source from "../source.module.css";
import { OperationBlock } from "./operation.tsx";
import { jsonVersion } from "#lib/exports/json-head.ts";
import { examples, exampleText } from "#lib/exports/examples.ts";
import { knownOf } from "#lib/exports/openapi-answer.ts";
import { limits, operationsHere } from "#lib/exports/openapi/document.ts";
import { api } from "#lib/i18n/areas/api.ts";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { translator } from "#lib/i18n/translate.ts";
import { allReleasesWithFiles } from "#lib/stats/release.ts";

export const instant = false;

const statuses = ["200", "206", "304", "400", "404", "405", "416", "503"] as const;

/** The interface for people who write programs: the same description as /data/openapi.json, made readable. */
export default function ApiPage({ params }: { params: Promise<{ locale: string }> }) {
  return figuresPage(params, "/data/api", async ({ locale }) => {
    const t = translator(api, locale);
    const newest = (await allReleasesWithFiles())[0]!;
    const known = await knownOf(newest);
    const document = locale === "en" ? "/data/openapi.json" : `/data/openapi.json?lang=${locale}`;
    return {
      title: "API", description: t("description"),
      body: (
        <>
          <Breadcrumb locale={locale} steps={[{ href: `/${locale}/data`, name: { text: translator(catalogue, locale)("title") } }]} />
          <div className={page.opening}>
            <h1>{t("title")}</h1>
            <p className={page.lead}>{t("lead")}</p>
            <p>{t("document")} <a href={document}>openapi.json</a></p>
          </div>

          <section className={page.section} id="examples">
            <h2>{t("examples")}</h2>
            <p>{t("examplesAbout")}</p>
            <div>{examples.map(({ name, language }, i) => (
              <details key={name} className={page.details} open={i === 0}>
                <summary>{language}: {name}</summary>
                <pre className={source.source} tabIndex={0} role="region" aria-label={name}><code>{exampleText(name, portalUrl())}</code></pre>
              </details>
            ))}</div>
          </section>

          <section className={page.section} id="limits">
            <h2>{t("limits")}</h2>
            <ul className={page.prose}>{limits.map((limit) => <li key={limit}>{t(`limit.${limit}`, { version: jsonVersion })}</li>)}</ul>
          </section>

          <section className={page.section} id="answers">
            <h2>{t("answers")}</h2>
            <p>{t("answersAbout")}</p>
            <DataTable id="answers-table" locale={locale} caption={t("answers")} hideCaption heads={[t("answer")]} columns={[{ label: t("meaning"), text: true }]}
              rows={statuses.map((status) => ({ key: status, heads: [<code key="status">{status}</code>], cells: [t(`answer.${status}`)] }))} />
          </section>

          {[...Map.groupBy(operationsHere(known), (operation) => operation.tag)].map(([tag, those]) => (
            <section key={tag} className={page.section} id={tag}>
              <h2>{t(`tag.${tag}`)}</h2>
              <div>{those.map((operation, i) => <OperationBlock key={operation.word + (operation.name ?? "")} locale={locale} operation={operation} known={known} open={tag === "figures" && i === 0} />)}</div>
            </section>
          ))}
        </>
      ),
    };
  });
}
