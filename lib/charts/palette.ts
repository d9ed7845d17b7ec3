import type { Theme } from "#lib/charts/address.ts";

/** The page's tokens (app/_ui/tokens.css; a test compares them) for a picture that stands alone and knows no page. */
export const palette: Record<Theme, Record<string, string>> = {
  light: {
    paper: "#fbfaf6", ink: "#1d1c19", "ink-quiet": "#5b5850", rule: "#dcd8cd", "rule-strong": "#85817a", accent: "#12436d", signal: "#a32d14",
    "chart-1": "#12436d", "chart-2": "#1f8a81", "chart-3": "#801650", "chart-4": "#d2541a", "chart-grid": "#e4e0d6",
  },
  dark: {
    paper: "#171714", ink: "#ecebe5", "ink-quiet": "#aeaba1", rule: "#393831", "rule-strong": "#858279", accent: "#93c1ec", signal: "#ff9b80",
    "chart-1": "#76afe2", "chart-2": "#3fb8ac", "chart-3": "#dc86b6", "chart-4": "#f48d55", "chart-grid": "#33322c",
  },
};

/** A drawing in the colours of a theme instead of the page's. */
export const painted = (inner: string, theme: Theme): string => inner.replace(/var\(--([a-z0-9-]+)\)/g, (_, name: string) => {
  const colour = palette[theme][name];
  if (!colour) throw new Error(`The palette has no ${name}.`);
  return colour;
});
