import type { ReactElement } from "react";

/** What a picture is drawn into. */
export type Frame = {
  width: number;
  height: number;
  /** Prefix of the ids in it, unique on the page. */
  id: string;
  tooltip: ReactElement | null;
  /** More for the chart's own element. */
  chart: object;
};
