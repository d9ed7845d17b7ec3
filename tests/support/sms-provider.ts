import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Sql } from "postgres";
import { seal } from "#lib/ways/seal.ts";
import type { WayCode } from "#lib/ways/ways.ts";

type Asked = { path: string; headers: IncomingHttpHeaders; body: string };

/** A provider's HTTP API on this machine: it writes down what it was asked and answers as it is told, in turn. */
export async function smsProvider() {
  const asked: Asked[] = [], answers: ((response: ServerResponse) => void)[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      asked.push({ path: request.url!, headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
      const answer = answers.shift();
      if (answer) answer(response);
      else response.writeHead(500).end("nobody told me what to say");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked,
    /** What it says next. */
    says: (status: number, body: unknown) => void answers.push((response) => response.writeHead(status, { "content-type": "application/json" }).end(typeof body === "string" ? body : JSON.stringify(body))),
    /** It takes what comes next and never answers. @returns when that came */
    hangs: () => new Promise<void>((resolve) => void answers.push(() => resolve())),
    /** It takes what comes next and breaks off without a word. */
    breaksOff: () => void answers.push((response) => response.destroy()),
    stop: () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

/** A way's settings, as an administrator saves them. */
export async function setUpWay(owner: Sql, code: WayCode, settings: Record<string, string | string[]>, secrets: Record<string, string>): Promise<void> {
  await owner`INSERT INTO private.way (code, active, settings, secrets) VALUES (${code}, true, ${owner.json(settings)}, ${seal(Buffer.from(JSON.stringify(secrets)), code)})
    ON CONFLICT (code) DO UPDATE SET active = true, settings = excluded.settings, secrets = excluded.secrets`;
}
