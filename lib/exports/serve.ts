import type { IncomingMessage, ServerResponse } from "node:http";
import { answerChart } from "#lib/charts/answer.ts";
import { answerEmbed } from "#lib/charts/embed.ts";
import { answerData } from "#lib/exports/answer.ts";
import { BytesResponse, type FilePart, FileResponse, readPart } from "#lib/exports/ready-response.ts";

/** Open files, charts and their frames: the server gives them away itself, before Next sees the request. */
const answers = { "/data/": answerData, "/charts/": answerChart, "/embed/": answerEmbed };
const answerFor = (url = "") => Object.entries(answers).find(([start]) => url.startsWith(start))?.[1];
export const isDataAddress = (url: string | undefined): boolean => answerFor(url) !== undefined;

/**
 * Answers a request for an open address on Node's own response. Next can't: it strips Content-Length and Content-Encoding from
 * what a route handler answers (16.4.5, send-response.js), and without them a download can't show that it is complete.
 */
export async function serveData(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await (answerFor(incoming.url) ?? answerData)(toRequest(incoming));
  if (outgoing.destroyed) return void (await response.body?.cancel());
  outgoing.writeHead(response.status, [...response.headers].flat());
  if (response instanceof BytesResponse) return void outgoing.end(response.content);
  if (!(response instanceof FileResponse)) return void outgoing.end(await response.text());
  await sendFile(response.part, outgoing).catch((error) => {
    console.error(error);
    outgoing.destroy(); // less came than was announced: the reader must see that it broke off
  });
}

/**
 * Sends a part of a file through one small buffer: the next bytes are read when the system has taken the last ones, so a
 * slow reader costs that buffer and no more, and one who leaves ends the reading.
 */
async function sendFile(part: FilePart, outgoing: ServerResponse): Promise<void> {
  let settle = (_: boolean) => {};
  outgoing.once("close", () => settle(false));
  for await (const chunk of readPart(part, { reuse: true })) {
    if (outgoing.destroyed) return;
    const taken = await new Promise<boolean>((resolve) => {
      settle = resolve;
      outgoing.write(chunk, (error) => resolve(!error));
    });
    if (!taken) return;
  }
  outgoing.end();
}

function toRequest({ url = "/", method = "GET", headers }: IncomingMessage): Request {
  const kept = new Headers();
  for (const name of ["accept-encoding", "accept-language", "if-none-match", "if-modified-since", "if-range", "range"]) {
    const value = headers[name];
    if (typeof value === "string") kept.set(name, value);
  }
  return new Request(new URL(url, "http://portal"), { method: /^(GET|HEAD|OPTIONS)$/.test(method) ? method : "POST", headers: kept });
}
