import type { WriteStream } from "node:tty";
import { Presets, SingleBar } from "cli-progress";
import type { ImportProgress, ImportSummary } from "#lib/intake/import-file.ts";
import type { ImportMap } from "#lib/intake/import-map.ts";
import { type RejectionCode, rejections } from "#lib/intake/rejection.ts";

/** A bar on a terminal, a line every few seconds elsewhere: for a log that somebody reads afterwards. */
export function importProgress(output: WriteStream): { show(progress: ImportProgress): void; end(): void } {
  const started = Date.now();
  const perSecond = (rows: number) => Math.round(rows / Math.max(0.001, (Date.now() - started) / 1000));
  if (!output.isTTY) {
    let next = 3_000;
    return {
      show({ read, size, rows }) {
        if (Date.now() - started < next) return;
        next += 3_000;
        const share = size ? `, ${Math.floor(read / size * 100)} % of the file` : "";
        output.write(`${rows} rows${share}, ${perSecond(rows)} a second\n`);
      },
      end() {},
    };
  }
  const bar = new SingleBar({ format: "{bar} {percentage} % | {rows} rows | {rate} a second | {eta_formatted} to go", stream: output, etaBuffer: 50 }, Presets.shades_classic);
  let begun = false;
  return {
    show({ read, size, rows }) {
      if (!begun) bar.start(size ?? read, 0, { rows: 0, rate: 0 });
      begun = true;
      if (size === null) bar.setTotal(read);
      bar.update(read, { rows, rate: perSecond(rows) });
    },
    end: () => bar.stop(),
  };
}

/** The account of an import: what adds up to the lines read, and why rows were not taken. */
export function sayImportSummary({ source }: ImportMap, summary: ImportSummary): string {
  const line = (label: string, count: number, note = "") => `${label.padEnd(36)}${String(count).padStart(12)}${note && `   ${note}`}`;
  const reasons = (Object.entries(summary.reasons) as [RejectionCode, number][]).sort(([, a], [, b]) => b - a);
  return [
    `${source.name} (${source.code})`,
    line("lines read", summary.lines),
    line("  header", summary.headerLines),
    ...(summary.blank ? [line("  blank", summary.blank)] : []),
    ...(summary.continued ? [line("  further lines of the same row", summary.continued)] : []),
    line("  inserted", summary.inserted),
    line("  already here", summary.present),
    ...(summary.differing ? [line("  already here, saying other things", summary.differing, "what is here was kept")] : []),
    line("  rejected", summary.rejected, summary.rejectedFile ? `see ${summary.rejectedFile}` : ""),
    ...reasons.map(([code, count]) => line(`    ${code}`, count, rejections[code])),
  ].join("\n");
}
