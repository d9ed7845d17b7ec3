import { answerData } from "#lib/exports/answer.ts";

/** Asks a data address with a real Request. */
export const fetchData = (address: string, init: RequestInit = {}): Promise<Response> => answerData(new Request(new URL(address, "http://portal.test"), init));

/** A problem's body, after checking that it is one. */
export async function problemOf(response: Response): Promise<{ status: number; code: string; detail: string; parameter?: string; title: string }> {
  if (response.headers.get("content-type") !== "application/problem+json") throw new Error(`${response.status} ${response.headers.get("content-type")}`);
  const body = await response.json();
  if (body.status !== response.status || body.type !== "about:blank") throw new Error(JSON.stringify(body));
  return body;
}
