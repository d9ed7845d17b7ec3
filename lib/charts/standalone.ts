import type { Theme } from "#lib/charts/address.ts";
import { symbols } from "#lib/charts/figures.ts";
import { plain, textLines, type Style } from "#lib/charts/lines.ts";
import { Markup, markup } from "#lib/charts/markup.ts";
import { painted, palette } from "#lib/charts/palette.ts";
import { drawing } from "#lib/charts/render.ts";
import { isDrawable, type ChartSpec } from "#lib/charts/spec.ts";
import { widths, type Width } from "#lib/charts/widths.ts";
import { env } from "#env.ts";
import { licence } from "#lib/exports/licence.ts";
import { site } from "#lib/i18n/areas/site.ts";
import { translator } from "#lib/i18n/translate.ts";

const MARGIN = 24;
/** The portal's font where it is installed; else what a reader's system has, all of them with Kazakh letters. Embedding ours would make each picture six times as heavy. */
export const fonts = "'Golos Text','Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif";

/** The chart as an SVG that is whole by itself: finding, measure, picture, what its marks mean, source and licence. */
export async function standaloneSvg(spec: ChartSpec, { width, theme }: { width: Width; theme: Theme }): Promise<string> {
  const colours = palette[theme];
  const picture = isDrawable(spec) ? await drawing(spec, width, "address") : null;
  const parts: Markup[] = [];
  let y = MARGIN;
  const say = (text: string, style: Style, gap = 0): void => {
    const { svg, bottom } = textLines(text, { x: MARGIN, y, width: widths[width] }, style);
    parts.push(svg);
    y = bottom + gap;
  };
  const quiet = colours["ink-quiet"]!, small = { size: 12, colour: quiet };
  if (spec.demo) say(spec.demo, { size: 12, colour: colours.signal!, bold: true }, 4);
  say(spec.title, { size: width === "phone" ? 19 : 22, colour: colours.ink!, bold: true, line: 1.25 }, 6);
  say(spec.subtitle, { size: 14, colour: quiet }, 14);
  if (picture) {
    parts.push(markup`<g transform="translate(${MARGIN},${y})" font-size="13">${new Markup(plain(painted(picture.inner, theme)))}</g>`);
    y += picture.height + 12;
  }
  for (const mark of marks(spec)) say(mark, small);
  if (spec.rest) say(`${spec.rest}.`, small);
  parts.push(markup`<path d="M${MARGIN},${y + 6.5}h${widths[width]}" stroke="${colours.rule}"/>`);
  y += 14;
  say(sourceLine(spec), small);
  const size = { width: widths[width] + 2 * MARGIN, height: y + MARGIN - 4 };
  return markup`<svg xmlns="http://www.w3.org/2000/svg" lang="${spec.locale}" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-labelledby="${spec.id}-title ${spec.id}-desc" font-family="${fonts}" fill="${colours.ink}"><title id="${spec.id}-title">${plain(spec.title)}</title><desc id="${spec.id}-desc">${plain(`${spec.subtitle}. ${spec.summary}`)}</desc><rect width="100%" height="100%" fill="${colours.paper}"/>${parts}</svg>`.text;
}

/** Of when, who measured, the licence, and whose portal; that it is a demonstration stands above. */
export const sourceLine = (spec: ChartSpec): string => [spec.source, ...(spec.credit ? [spec.credit.text] : []), licence.name, ...(env.PUBLIC_URL ? [new URL(env.PUBLIC_URL).host] : [])].join(" · ");

/** What the marks in the picture mean, in words. */
export function marks(spec: ChartSpec): string[] {
  const t = translator(site, spec.locale);
  const statuses = new Set(spec.rows.flatMap((row) => row.figures.map((figure) => figure.status)));
  const meanings = [["c", symbols.c, t("withheldMark")], ["x", symbols.x, t("notYetMark")], ["z", symbols.z, t("notApplicableMark")], ["r", "*", t("revisedMark")]] as const;
  return meanings.flatMap(([status, symbol, meaning]) => (statuses.has(status) ? [`${symbol}  ${meaning}`] : []));
}
