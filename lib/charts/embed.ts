import { createHash } from "node:crypto";
import { embedAddress, pageAddress, type Theme } from "#lib/charts/address.ts";
import { askedChart } from "#lib/charts/asked-chart.ts";
import { fewAtOnce } from "#lib/charts/few-at-once.ts";
import { fonts, marks, sourceLine } from "#lib/charts/standalone.ts";
import { plain } from "#lib/charts/lines.ts";
import { Markup, markup } from "#lib/charts/markup.ts";
import { palette } from "#lib/charts/palette.ts";
import { renderSvg } from "#lib/charts/render.ts";
import { isDrawable, type ChartSpec } from "#lib/charts/spec.ts";
import type { Refusal } from "#lib/errors.ts";
import { answerOpenly } from "#lib/exports/answer.ts";
import { answerWithBytes } from "#lib/exports/built-file.ts";
import { wayOn } from "#lib/exports/problem.ts";
import { readerLanguage } from "#lib/exports/reader-language.ts";
import { charts } from "#lib/i18n/areas/charts.ts";
import { share } from "#lib/i18n/areas/share.ts";
import { isLocale, type Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** Answers /embed/{name}: a chart for another site's frame, without a script, one small file. Never throws. */
export const answerEmbed = (request: Request): Promise<Response> => answerOpenly(request, (path) => fewAtOnce(async () => {
  const { spec, look, shelf: { city, release } } = await askedChart(request, path.slice("/embed/".length), ["theme"]);
  const canonical = embedAddress(spec, look);
  const response = await answerWithBytes(request, `${city.code} ${release.id} ${canonical}`, () => embedPage(spec, look.theme), {
    name: spec.id, extension: "html", language: spec.locale, canonical, describedBy: `/${spec.locale}/methodology`, release, demo: city.demo, rows: null, frozen: look.release !== undefined,
  });
  response.headers.set("Content-Security-Policy", policy(look.theme));
  return response;
}), refusedPage);

const tokens = (theme: Theme): string => Object.entries(palette[theme]).map(([name, colour]) => `--${name}:${colour}`).join(";");

/** Without a theme the frame follows its reader's system. */
const style = (theme: Theme | undefined): string => `${theme ? `:root{color-scheme:${theme};${tokens(theme)}}` : `:root{color-scheme:light dark;${tokens("light")}}@media(prefers-color-scheme:dark){:root{${tokens("dark")}}}`}
*{box-sizing:border-box}body{margin:0;padding:16px;background:var(--paper);color:var(--ink);font:16px/1.5 ${fonts}}
figure{margin:0 auto;max-width:760px}h1{margin:0;font-size:20px;line-height:1.25;font-weight:600;text-wrap:balance}p{margin:4px 0 0}.quiet{color:var(--ink-quiet);font-size:14px}.demo{color:var(--signal);font-weight:600}
.phone,.desktop{margin-top:12px;font-variant-numeric:tabular-nums}svg{display:block;width:100%;height:auto}.phone svg{max-width:480px}.desktop{display:none}
@media(min-width:640px){.phone{display:none}.desktop{display:block}}
a,summary{color:var(--accent)}summary{cursor:pointer;min-height:24px;margin-top:8px;font-size:14px}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.frame{overflow-x:auto}table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}caption{text-align:start;color:var(--ink-quiet);padding:4px 0}th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--rule);text-align:end;vertical-align:top;font-weight:400}th:first-child{text-align:start}
figcaption{border-top:1px solid var(--rule);margin-top:12px;padding-top:6px;color:var(--ink-quiet);font-size:13px}`;

/** May be framed by anybody, and may load and run nothing. */
const policy = (theme: Theme | undefined): string =>
  `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style(theme)).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors *`;

async function embedPage(spec: ChartSpec, theme: Theme | undefined): Promise<string> {
  const t = translator(charts, spec.locale), words = translator(share, spec.locale);
  const pictures = isDrawable(spec) ? await Promise.all((["phone", "desktop"] as const).map((width) => renderSvg(spec, { width, whose: "address" }))) : null;
  return document(spec.locale, spec.title, theme, markup`<figure aria-labelledby="${spec.id}-title">
${spec.demo && markup`<p class="quiet demo">${spec.demo}</p>`}<h1 id="${spec.id}-title">${spec.title}</h1>
<p class="quiet">${spec.subtitle}</p>
${pictures && markup`<div class="phone">${new Markup(pictures[0]!)}</div><div class="desktop">${new Markup(pictures[1]!)}</div>`}
<div id="${spec.id}-summary">${[spec.summary, spec.rest && `${spec.rest}.`].map((text) => text && markup`<p>${text}</p>`)}</div>
${marks(spec).map((mark) => markup`<p class="quiet">${mark}</p>`)}
<details><summary>${t("table")}</summary><div class="frame" tabindex="0" role="region" aria-label="${spec.table.caption}">${table(spec)}</div></details>
<figcaption>${sourceLine(spec)} · <a href="${pageAddress(spec)}" target="_blank" rel="noopener">${words("open")}</a></figcaption>
</figure>`);
}

const table = ({ table: { caption, columns, rows } }: ChartSpec): Markup => markup`<table><caption>${caption}</caption>
<thead><tr>${columns.map(({ label, unit }) => markup`<th scope="col">${label}${unit && ` (${unit})`}</th>`)}</tr></thead>
<tbody>${rows.map(({ head, lang, cells }) => markup`<tr><th scope="row"${lang && markup` lang="${lang}"`}>${head}</th>${cells.map(({ text }) => markup`<td>${text}</td>`)}</tr>
`)}</tbody></table>`;

const document = (locale: Locale, title: string, theme: Theme | undefined, body: Markup): string => `<!doctype html>\n${markup`<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${plain(title)}</title><style>${new Markup(style(theme))}</style></head><body><main>
${body}
</main></body></html>`.text}\n`;

/** A frame that can't show what it was asked for says why, in its own language. */
function refusedPage(request: Request, refusal: Refusal): Response {
  const asked = new URL(request.url).searchParams.get("lang");
  const locale = isLocale(asked) ? asked : readerLanguage(request.headers.get("accept-language"));
  const body = document(locale, refusal.say(locale), undefined, markup`<p>${refusal.say(locale)}</p>`);
  return new Response(body, { status: refusal.status, headers: {
    "Content-Type": "text/html; charset=utf-8", "Content-Language": locale, "Content-Length": String(Buffer.byteLength(body)), "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff", "Content-Security-Policy": policy(undefined), ...wayOn(refusal),
  } });
}
