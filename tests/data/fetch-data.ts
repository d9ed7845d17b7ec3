import * as anything from "#app/data/[...path]/route.ts";
import * as csv from "#app/data/appeals.csv/route.ts";
import * as json from "#app/data/appeals.json/route.ts";
import * as releases from "#app/data/releases.json/route.ts";

/** Asks a data address as Next would: the handler that its folder names, called with a real Request. */
export async function fetchData(address: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(new URL(address, "http://portal.test"), init);
  const path = new URL(request.url).pathname.split("/").slice(2).map(decodeURIComponent);
  const route = { "appeals.csv": csv, "appeals.json": json, "releases.json": releases }[path.join("/")] ?? anything;
  const context = { params: Promise.resolve({ path }) };
  if (request.method === "OPTIONS") return route.OPTIONS();
  return request.method === "HEAD" ? route.HEAD(request, context) : route.GET(request, context);
}

/** A problem's body, after checking that it is one. */
export async function problemOf(response: Response): Promise<{ status: number; code: string; detail: string; parameter?: string; title: string }> {
  if (response.headers.get("content-type") !== "application/problem+json") throw new Error(`${response.status} ${response.headers.get("content-type")}`);
  const body = await response.json();
  if (body.status !== response.status || body.type !== "about:blank") throw new Error(JSON.stringify(body));
  return body;
}
