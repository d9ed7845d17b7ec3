import type { ChartSpec } from "#lib/charts/spec.ts";

/** A chart with all that belongs to it; see lib/charts/spec.ts. */
export async function ChartFigure({ spec, level = 2 }: { spec: ChartSpec; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <figure id={spec.id}>
      <Heading>{spec.title}</Heading>
      <p>{spec.subtitle}</p>
      <p>{spec.summary}</p>
    </figure>
  );
}
