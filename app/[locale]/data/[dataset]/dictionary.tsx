import type { ReactNode } from "react";
import { DataTable } from "#app/_ui/data-table.tsx";
import { describeColumn, describeDataset, type Column, type Dataset } from "#lib/exports/dataset.ts";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { datasetPage } from "#lib/i18n/areas/dataset-page.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** What the columns of a dataset mean, from the one description that the files are written by. */
export function Dictionary({ locale, dataset }: { locale: Locale; dataset: Dataset }) {
  const t = translator(catalogue, locale);
  const own = translator(datasetPage, locale);
  const type = (column: Column): string => `${t(column.type)}${column.unit ? `, ${own(`unit.${column.unit}`)}` : ""}`;
  return (
    <DataTable id={`dictionary-${dataset.name}`} locale={locale} caption={describeDataset(dataset, locale).title} hideCaption heads={[t("column")]}
      columns={[{ label: t("meaning"), text: true }, { label: t("type"), text: true }, { label: own("values"), text: true }]}
      rows={dataset.columns.map((column) => {
        const words = describeColumn(column, locale);
        return {
          key: column.name, heads: [<code key="name">{column.name}</code>],
          cells: [<span key="about"><strong>{words.title}.</strong> {words.about}</span>, type(column), <Values key="values" locale={locale} column={column} />],
        };
      })} />
  );
}

/** What stands in a column, and what stands there when there is nothing. The parents of a codelist are its own codes. */
function Values({ locale, column: { role, codelist, values, missing } }: { locale: Locale; column: Column }): ReactNode {
  const t = translator(datasetPage, locale);
  const what = codelist && role === "dimension" ? <a href={`/data/codelists/${codelist}.csv`}>{t("codes", { list: codelist })}</a>
    : values && <code>{values.filter((value) => value !== "").join(" ")}</code>;
  return <>{what}{what && missing !== undefined && "; "}{missing !== undefined && t(`missing.${missing}`)}</>;
}
