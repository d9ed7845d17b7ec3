import { createHash, createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Sql } from "postgres";
import { seal } from "#lib/ways/seal.ts";

const secrets = { appSecret: "an app's secret", verifyToken: "the word we agreed on", accessToken: "EAAG-access" };
const phoneNumberId = "106540352242922";

/** A message that the portal handed over. */
export type Handed = { to?: string; recipient?: string; type: "text" | "template"; text?: { body: string }; template?: { name: string; language: { code: string }; components: { parameters: { text: string }[] }[] }; biz_opaque_callback_data?: string };
type File = { bytes: Buffer; type: string; /** What its description says, where that is a lie. */ said?: { file_size?: number }; /** How its download is answered instead. */ answer?: (response: ServerResponse) => void };

const json = (response: ServerResponse, status: number, body: object) => void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/**
 * Meta's side of the WhatsApp Cloud API on this machine: files by id, messages taken or refused, webhooks signed and
 * delivered again until they are answered 200.
 */
export async function metaServer(options: { templates?: Record<string, { name: string; language: string }> } = {}) {
  const files = new Map<string, File>(), handed: Handed[] = [], downloads: string[] = [];
  /** How the next messages are answered; nothing: they are taken. */
  const answers: ((response: ServerResponse) => void)[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      if (request.headers.authorization !== `Bearer ${secrets.accessToken}`) return json(response, 401, { error: { message: "Invalid OAuth access token", type: "OAuthException", code: 190 } });
      const [, version, id, what] = new URL(request.url!, "http://meta").pathname.split("/");
      if (request.method === "POST" && id === phoneNumberId && what === "messages") {
        handed.push(JSON.parse(await bodyOf(request)) as Handed);
        const answer = answers.shift();
        if (answer) return answer(response);
        const to = handed.at(-1)!;
        return json(response, 200, { messaging_product: "whatsapp", contacts: [{ input: to.to ?? to.recipient, wa_id: to.to }], messages: [{ id: `wamid.out.${randomBytes(8).toString("hex")}` }] });
      }
      if (id === phoneNumberId) return json(response, 200, { id });
      const file = files.get(decodeURIComponent(id ?? ""));
      if (!file) return json(response, 404, { error: { message: "Unsupported get request.", type: "GraphMethodException", code: 100, error_subcode: 33 } });
      if (version === "download") {
        downloads.push(id!);
        return file.answer ? file.answer(response) : void response.writeHead(200, { "content-type": file.type }).end(file.bytes);
      }
      json(response, 200, { messaging_product: "whatsapp", id, url: `${url}/download/${id}`, mime_type: file.type, sha256: createHash("sha256").update(file.bytes).digest("hex"), file_size: file.bytes.length, ...file.said });
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url, files, handed, answers, downloads, secrets,
    /** The portal's settings for this account, as an administrator saves them. */
    async setUp(owner: Sql) {
      const settings = { phoneNumberId, graphUrl: `${url}/v23.0`, templates: options.templates ?? {} };
      await owner`INSERT INTO private.way (code, active, settings, secrets) VALUES ('whatsapp', true, ${owner.json(settings)}, ${seal(Buffer.from(JSON.stringify(secrets)), "whatsapp")})
        ON CONFLICT (code) DO UPDATE SET active = true, settings = excluded.settings, secrets = excluded.secrets`;
    },
    /** What a message says of a file that it brings. */
    attach(id: string, file: File) {
      files.set(id, file);
      return { id, mime_type: file.type, sha256: createHash("sha256").update(file.bytes).digest("base64") };
    },
    /** Delivers a webhook as Meta does: signed, again until it is answered 200, at most `tries` times. @returns the answers */
    async deliver(address: string, body: unknown, { secret = secrets.appSecret, tries = 1, pauseMs = 20 } = {}): Promise<number[]> {
      const raw = typeof body === "string" ? body : JSON.stringify(body), statuses: number[] = [];
      while (statuses.length < tries && statuses.at(-1) !== 200) {
        if (statuses.length > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        const answer = await fetch(address, { method: "POST", body: raw, headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(raw).digest("hex")}` } });
        await answer.arrayBuffer();
        statuses.push(answer.status);
      }
      return statuses;
    },
    stop: () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
export type Meta = Awaited<ReturnType<typeof metaServer>>;

/** An error of the Graph API as an answer to a message. */
export const graphError = (code: number, message: string, status = 400) => (response: ServerResponse) => json(response, status, { error: { message, type: "OAuthException", code, fbtrace_id: "Az8or2yhqkZfEZ-_4Qn_Bam" } });

/** A webhook's body with these messages of one sender. */
export const webhook = (messages: object[], contact: object) => ({ object: "whatsapp_business_account", entry: [{ id: "102290129340398", changes: [{ field: "messages", value: { messaging_product: "whatsapp", metadata: { display_phone_number: "77180000000", phone_number_id: phoneNumberId }, contacts: [contact], messages } }] }] });
/** A webhook's body with a word about one of our messages. */
export const statusOf = (id: string, status: string, more: object = {}) => ({ object: "whatsapp_business_account", entry: [{ id: "102290129340398", changes: [{ field: "messages", value: { messaging_product: "whatsapp", statuses: [{ id, status, timestamp: String(Math.floor(Date.now() / 1000)), ...more }] } }] }] });
