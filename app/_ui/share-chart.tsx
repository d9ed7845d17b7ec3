import { CopyButton } from "#app/_ui/copy-button.tsx";
import { portalUrl } from "#env.ts";
import { chartAddress } from "#lib/charts/address.ts";
import { embedSnippet } from "#lib/charts/embed-snippet.ts";
import type { ChartSpec } from "#lib/charts/spec.ts";
import { licence } from "#lib/exports/licence.ts";
import { share } from "#lib/i18n/areas/share.ts";
import { translator } from "#lib/i18n/translate.ts";
import styles from "#app/_ui/share-chart.module.css";

/** Snippets stand on other sites, so they name this one. */
const portal = portalUrl();

/** What a reader may take of a chart: its picture, its numbers, its address, and code for a site of his own. */
export async function ShareChart({ spec }: { spec: ChartSpec }) {
  const t = translator(share, spec.locale);
  const [updating, frozen] = await Promise.all([embedSnippet(spec, portal), embedSnippet(spec, portal, spec.release)]);
  return (
    <details className={styles.share}>
      <summary>{t("share")}</summary>
      <ul className={styles.links}>
        {(["svg", "png", "csv"] as const).map((format) => <li key={format}><a href={chartAddress(spec, format)} download>{t(format)}</a></li>)}
        <li><a href={`#${spec.id}`}>{t("link")}</a></li>
      </ul>
      <Snippet label={t("updating")} code={updating} copy={t("copy")} copied={t("copied")} />
      <Snippet label={t("frozen", { release: spec.release })} code={frozen} copy={t("copy")} copied={t("copied")} />
      <p className={styles.note}>{t("use", { licence: licence.name })}</p>
    </details>
  );
}

function Snippet({ label, code, copy, copied }: { label: string; code: string; copy: string; copied: string }) {
  return (
    <div className={styles.snippet}>
      <label>{label}<textarea readOnly rows={4} spellCheck={false} defaultValue={code} /></label>
      <CopyButton text={code} label={copy} done={copied} />
    </div>
  );
}
