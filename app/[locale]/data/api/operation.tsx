import { DataTable } from "#app/_ui/data-table.tsx";
import page from "#app/_ui/page.module.css";
import { exampleAddress, parametersAt } from "#lib/exports/openapi/document.ts";
import { addressesOf, type Operation } from "#lib/exports/openapi/operations.ts";
import type { Known, Parameter } from "#lib/exports/openapi/parameters.ts";
import { api } from "#lib/i18n/areas/api.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** One thing that can be asked for: its addresses, each leading to an answer, and what they take. */
export function OperationBlock({ locale, operation, known, open }: { locale: Locale; operation: Operation; known: Known; open: boolean }) {
  const t = translator(api, locale);
  const addresses = addressesOf(operation).map(({ address, ending }) => ({ address, parameters: parametersAt(operation, address, ending, locale, known) }));
  const parameters = [...new Map(addresses.flatMap((one) => one.parameters).map((parameter) => [parameter.name, parameter])).values()];
  const id = [operation.word, operation.name].filter(Boolean).join("-");
  const summary = t(operation.word, operation.name ? { name: operation.name } : undefined);
  return (
    <details className={page.details} id={id} open={open}>
      <summary>{summary}</summary>
      <ul>{addresses.map((one) => <li key={one.address}><a href={exampleAddress(one.address, one.parameters)}><code>{one.address}</code></a></li>)}</ul>
      {parameters.length > 0 && (
        <DataTable id={`${id}-takes`} locale={locale} caption={summary} hideCaption heads={[t("parameter")]}
          columns={[{ label: t("meaning"), text: true }, { label: t("example"), text: true }]}
          rows={parameters.map((parameter) => ({
            key: parameter.name, heads: [<code key="name">{parameter.name}</code>],
            cells: [<span key="about">{parameter.required && <strong>{t("required")}. </strong>}{parameter.description} <Values parameter={parameter} /></span>, <code key="example">{parameter.example}</code>],
          }))} />
      )}
    </details>
  );
}

/** The values of a parameter that has few. */
function Values({ parameter: { schema } }: { parameter: Parameter }) {
  const values = "enum" in schema && Array.isArray(schema.enum) && schema.enum.length < 8 ? schema.enum : [];
  return <>{values.map((value, i) => <span key={value}>{i > 0 && ", "}<code>{value}</code></span>)}</>;
}
