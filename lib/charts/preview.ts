import { openDb } from "#db/open.ts";
import { oneOf } from "#lib/charts/asked-chart.ts";
import { previewAddress } from "#lib/charts/address.ts";
import { chartContext, type ChartContext, type Scope } from "#lib/charts/context.ts";
import { plain, textLines } from "#lib/charts/lines.ts";
import { Markup, markup } from "#lib/charts/markup.ts";
import { painted, palette } from "#lib/charts/palette.ts";
import { toPng } from "#lib/charts/png.ts";
import { chartOf } from "#lib/charts/registry.ts";
import { drawing } from "#lib/charts/render.ts";
import { isDrawable, type ChartSpec } from "#lib/charts/spec.ts";
import { fonts, marks, sourceLine } from "#lib/charts/standalone.ts";
import { previewSize, widths } from "#lib/charts/widths.ts";
import { Refusal } from "#lib/errors.ts";
import { answerWithBytes } from "#lib/exports/built-file.ts";
import { readParameters } from "#lib/exports/parameters.ts";
import { askedShelf } from "#lib/exports/shelf.ts";
import { defaultLocale, locales } from "#lib/i18n/locale.ts";
import { codelists } from "#lib/stats/codelists.ts";
import { readCube, type CubeRow } from "#lib/stats/cube.ts";

/** /charts/preview.png: a page's finding and its chart as the picture of a link to it. @throws Refusal */
export async function answerPreview(request: Request): Promise<Response> {
  const { lang, release: id, ...scope } = readParameters(request, ["lang", "release", "category", "district"]);
  const locale = oneOf("lang", lang ?? defaultLocale, locales);
  const { city, release } = await askedShelf(id);
  const ctx = chartContext(locale, { city, release, codelists: await codelists() });
  const spec = headline(ctx, await readCube(openDb(), release), scope);
  const canonical = previewAddress({ locale, query: scope, ...(id !== undefined && { release: id }) });
  return answerWithBytes(request, `${city.code} ${release.id} ${canonical}`, async () => toPng(await previewSvg(ctx, spec, scope), { scale: 1 }), {
    name: ["preview", scope.category, scope.district, locale].filter(Boolean).join("-"), extension: "png", language: locale, canonical,
    describedBy: `/${locale}`, release, demo: city.demo, rows: null, frozen: id !== undefined,
  });
}

/** The first chart of the page that has something to show; a place may have none. */
function headline(ctx: ChartContext, cube: CubeRow[], scope: Scope): ChartSpec | null {
  for (const name of ["on-time", "received"]) {
    try {
      const spec = chartOf(name, scope, ctx, cube);
      if (isDrawable(spec)) return spec;
    } catch (error) {
      if (!(error instanceof Refusal && error.code === "notPublished")) throw error;
    }
  }
  return null;
}

const MARGIN = 60, COLUMN = 540, FOOT = 560;
/** The largest that the finding has room in. */
const sizes = [46, 42, 38, 34, 30, 26];

async function previewSvg(ctx: ChartContext, spec: ChartSpec | null, scope: Scope): Promise<string> {
  const colours = palette.light;
  const { width, height } = previewSize;
  const across = width - 2 * MARGIN;
  const place = textLines(ctx.place(spec ? scope : {}), { x: MARGIN, y: MARGIN - 12, width: ctx.demo ? across - 420 : across }, { size: 28, colour: colours.accent!, bold: true });
  const box = { x: MARGIN, y: place.bottom + 28, width: spec ? COLUMN : across };
  const said = sizes.map((size) => textLines(spec?.title ?? ctx.place(scope), box, { size, colour: colours.ink!, bold: true, line: 1.22 }));
  const title = said.find(({ bottom }) => bottom <= FOOT - 20) ?? said.at(-1)!;
  const foot = textLines(spec ? sourceLine(spec) : ctx.source, { x: MARGIN, y: FOOT + 16, width: across }, { size: 18, colour: colours["ink-quiet"]! });
  const meaning = spec && textLines(marks(spec).join("; "), { x: MARGIN, y: foot.bottom, width: across }, { size: 15, colour: colours["ink-quiet"]! });
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${fonts}" fill="${colours.ink}"><rect width="100%" height="100%" fill="${colours.paper}"/><rect width="100%" height="10" fill="${colours.accent}"/>${place.svg}${ctx.demo && markup`<text x="${width - MARGIN}" y="${MARGIN + 14}" text-anchor="end" font-size="22" font-weight="600" fill="${colours.signal}">${ctx.demo}</text>`}${title.svg}${spec && await beside(spec, place.bottom)}<path d="M${MARGIN},${FOOT}.5H${width - MARGIN}" stroke="${colours.rule}"/>${foot.svg}${meaning?.svg}</svg>`.text;
}

/** The phone's picture, enlarged so that its words can be read in a list of messages. */
async function beside(spec: ChartSpec, top: number): Promise<Markup> {
  const picture = await drawing(spec, "phone", "address");
  const left = MARGIN + COLUMN + 40, room = { width: previewSize.width - MARGIN - left, height: FOOT - 16 - top };
  const scale = Math.min(room.width / widths.phone, room.height / picture.height);
  return markup`<g transform="translate(${left},${top + (room.height - picture.height * scale) / 2}) scale(${scale})" font-size="13">${new Markup(plain(painted(picture.inner, "light")))}</g>`;
}
