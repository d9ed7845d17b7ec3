import { openCube } from "#app/_server/open-cube.ts";
import { figuresPage } from "#app/_server/public-page.tsx";
import { Breadcrumb } from "#app/_ui/breadcrumb.tsx";
import { ScopeBody } from "#app/_ui/scope-body.tsx";
import { Refusal } from "#lib/errors.ts";
import { places } from "#lib/i18n/areas/places.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

/** One category; its address exists whatever its counts are, and a sensitive one says why it shows less. */
export default async function CategoryPage({ params }: { params: Promise<{ locale: string; code: string }> }) {
  const { code } = await params;
  return figuresPage(params, `/categories/${code}`, async (site) => {
    const category = site.codes.category.find((candidate) => candidate.code === code);
    if (!category) throw new Refusal("notFound");
    const { locale } = site;
    const t = translator(places, locale);
    const { cube, ctx } = await openCube(site);
    const parent = site.codes.category.find((candidate) => candidate.code === category.parent);
    const name = site.named(category.names).text;
    return {
      title: name, description: t("description", { name }),
      body: (
        <>
          <Breadcrumb locale={locale} steps={[
            { href: `/${locale}/categories`, name: { text: t("categoriesTitle") } },
            ...(parent ? [{ href: `/${locale}/categories/${parent.code}`, name: site.named(parent.names) }] : []),
          ]} />
          <ScopeBody site={site} ctx={ctx} cube={cube} dimension="category" code={code} parts={category.children.map((child) => child.code)} sensitive={category.sensitive}
            facts={category.sensitive && <p>{t("sensitive")} <a href={`/${locale}/methodology#sensitive`}>{t("sensitiveWhy")}</a></p>} />
        </>
      ),
    };
  });
}
