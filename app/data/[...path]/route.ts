import { answerData } from "#lib/exports/answer.ts";

/**
 * The open files where Next stands alone (`next dev`); the portal's own server answers these addresses before Next does
 * (lib/exports/serve.ts), because Next strips Content-Length and Content-Encoding. Hence nothing is compressed here.
 */
function answer(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.delete("accept-encoding");
  return answerData(new Request(request.url, { method: request.method, headers }));
}

export const GET = answer;
export const HEAD = answer;
export const OPTIONS = answer;
