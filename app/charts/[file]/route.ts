import { answerChart } from "#lib/charts/answer.ts";

/** Charts by address where Next stands alone (`next dev`); the portal's own server answers before Next (lib/exports/serve.ts). */
const answer = (request: Request): Promise<Response> => answerChart(new Request(request.url, { method: request.method }));

export const GET = answer;
export const HEAD = answer;
export const OPTIONS = answer;
