import { openCube } from "#app/_server/open-cube.ts";
import { figuresPage } from "#app/_server/public-page.tsx";
import { Breadcrumb } from "#app/_ui/breadcrumb.tsx";
import { Name } from "#app/_ui/named.tsx";
import page from "#app/_ui/page.module.css";
import { ScopeBody } from "#app/_ui/scope-body.tsx";
import { Refusal } from "#lib/errors.ts";
import { places } from "#lib/i18n/areas/places.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

/** One district; its address exists whatever its counts are. */
export default async function DistrictPage({ params }: { params: Promise<{ locale: string; code: string }> }) {
  const { code } = await params;
  return figuresPage(params, `/districts/${code}`, async (site) => {
    const district = site.codes.district.find((candidate) => candidate.code === code);
    if (!district) throw new Refusal("notFound");
    const { locale } = site;
    const t = translator(places, locale);
    const { cube, ctx } = await openCube(site);
    const parent = site.codes.district.find((candidate) => candidate.code === district.parent);
    const name = site.named(district.names).text;
    return {
      title: name, description: t("description", { name }),
      body: (
        <>
          <Breadcrumb locale={locale} steps={[
            { href: `/${locale}/districts`, name: { text: t("districtsTitle") } },
            ...(parent ? [{ href: `/${locale}/districts/${parent.code}`, name: site.named(parent.names) }] : []),
          ]} />
          <ScopeBody site={site} ctx={ctx} cube={cube} dimension="district" code={code} parts={district.children.map((child) => child.code)}
            facts={district.population !== null && (
              <p className={page.quiet}>
                {t("population", { n: formatNumber(locale, district.population) })}. <Name name={site.named(district.populationSource)} />
              </p>
            )} />
        </>
      ),
    };
  });
}
