import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { answerData } from "#lib/exports/answer.ts";

/** Whether an address is one of the open files': the server gives them away itself, before Next sees the request. */
export const isDataAddress = (url: string | undefined): boolean => url !== undefined && url.startsWith("/data/");

/**
 * Answers a request for an open file on Node's own response. Next can't: it strips Content-Length and Content-Encoding from
 * what a route handler answers (16.4.5, send-response.js), and without them a download can't show that it is complete.
 */
export async function serveData(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await answerData(toRequest(incoming));
  if (outgoing.destroyed) return void (await response.body?.cancel());
  outgoing.writeHead(response.status, [...response.headers].flat());
  if (!response.body) return void outgoing.end();
  // A reader who leaves ends the pipeline, which closes the file; a file that fails breaks the connection off visibly.
  await pipeline(Readable.fromWeb(response.body as WebStream), outgoing).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") console.error(error);
  });
}

function toRequest({ url = "/", method = "GET", headers }: IncomingMessage): Request {
  const kept = new Headers();
  for (const name of ["accept-encoding", "accept-language", "if-none-match", "if-modified-since", "if-range", "range"]) {
    const value = headers[name];
    if (typeof value === "string") kept.set(name, value);
  }
  return new Request(new URL(url, "http://portal"), { method: /^(GET|HEAD|OPTIONS)$/.test(method) ? method : "POST", headers: kept });
}
