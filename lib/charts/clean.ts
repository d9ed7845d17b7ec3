import { escape } from "#lib/charts/markup.ts";

/** What is left of Recharts' output: marks and words. Classes, indices and wrappers say nothing to a reader. */
const kept = new Set([
  "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "d", "width", "height", "fill", "fill-opacity", "stroke", "stroke-width",
  "stroke-dasharray", "text-anchor", "font-size", "font-weight", "transform", "id", "patternUnits", "patternTransform",
]);
/** Recharts copies its chart's size onto these, where it means nothing. */
const sized = new Set(["rect", "pattern"]);
const placed = new Set(["rect", "text"]);

/**
 * An SVG of Recharts as a short text: the same bytes for the same picture, no styles, no ids but our own, numbers to a
 * tenth of a pixel.
 */
export function clean(svg: Element): string {
  return [...svg.childNodes].map(node).join("");
}

function node(item: ChildNode): string {
  if (item.nodeType === 3) return escape(item.textContent ?? "");
  if (item.nodeType !== 1) return "";
  const element = item as Element;
  const tag = element.tagName;
  if (tag === "title" || tag === "desc" || tag === "clipPath" || tag === "style" || tag === "script") return "";
  const inner = [...element.childNodes].map(node).join("");
  const attributes = [...element.attributes].flatMap(({ name, value }) => (isKept(tag, name, value) ? [` ${name}="${escape(round(name, value))}"`] : [])).join("");
  if (tag === "g" || tag === "defs" || tag === "text") {
    if (!inner) return "";
    if (tag === "g" && !attributes) return inner;
  }
  return inner ? `<${tag}${attributes}>${inner}</${tag}>` : `<${tag}${attributes}/>`;
}

function isKept(tag: string, name: string, value: string): boolean {
  if (!kept.has(name) || value === "") return false;
  if (name === "id") return tag === "pattern";
  if (name === "width" || name === "height") return sized.has(tag);
  if (name === "x" || name === "y") return placed.has(tag);
  if (name === "fill" && value === "none") return tag !== "line";
  return name !== "stroke" || value !== "none";
}

const numeric = /-?\d+\.\d+(?:e-?\d+)?/g;
const exact = new Set(["id", "fill", "stroke", "patternTransform"]);
const round = (name: string, value: string): string =>
  exact.has(name) ? value : value.replace(numeric, (number) => String(Math.round(Number(number) * 10) / 10 || 0));
