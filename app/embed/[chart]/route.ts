import { answerEmbed } from "#lib/charts/embed.ts";

/** Framed charts where Next stands alone (`next dev`); the portal's own server answers before Next (lib/exports/serve.ts). */
const answer = (request: Request): Promise<Response> => answerEmbed(new Request(request.url, { method: request.method }));

export const GET = answer;
export const HEAD = answer;
export const OPTIONS = answer;
