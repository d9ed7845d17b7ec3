import { DataTable } from "#app/_ui/data-table.tsx";
import page from "#app/_ui/page.module.css";
import { describeColumn, describeDataset, type Dataset } from "#lib/exports/dataset.ts";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** What the columns of a dataset mean, from the one description that the files are written by. */
export function Dictionary({ locale, dataset }: { locale: Locale; dataset: Dataset }) {
  const t = translator(catalogue, locale);
  const { title, about } = describeDataset(dataset, locale);
  return (
    <details className={page.details} id={`columns-${dataset.name}`}>
      <summary>{title}</summary>
      <p>{about}</p>
      <DataTable id={`dictionary-${dataset.name}`} locale={locale} caption={title} hideCaption heads={[t("column")]}
        columns={[{ label: t("meaning"), text: true }, { label: t("type"), text: true }]}
        rows={dataset.columns.map((column) => {
          const words = describeColumn(column, locale);
          return { key: column.name, heads: [<code key="name">{column.name}</code>], cells: [<span key="about"><strong>{words.title}.</strong> {words.about}</span>, t(column.type)] };
        })} />
    </details>
  );
}
