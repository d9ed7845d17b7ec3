import { existsSync, readdirSync, readFileSync } from "node:fs";
import { bounce, mail, parts } from "#tests/intake/email/mails.ts";
import { statusOf, webhook } from "#tests/support/meta.ts";

// What providers bring, one of each kind, in the shape that they document: what tests distort.

const shared = "../shared/data";
if (!existsSync(shared)) console.warn("  ../shared is not here: payloads are distorted from our own fixtures only");
const realJson = (folder: string): unknown[] => (existsSync(`${shared}/${folder}`) ? readdirSync(`${shared}/${folder}`).filter((name) => name.endsWith(".json")).map((name) => JSON.parse(readFileSync(`${shared}/${folder}/${name}`, "utf8")) as unknown) : []);

const contact = { profile: { name: "Айгүл" }, wa_id: "77011112233" };
const said = (type: string, more: object) => webhook([{ from: contact.wa_id, id: `wamid.${type}`, timestamp: "1764151200", type, ...more }], contact);
const file = { id: "1037543291543634", mime_type: "image/jpeg", sha256: Buffer.alloc(32, 7).toString("base64"), caption: "Фонарь не горит", filename: "a.jpg" };

export const whatsappPayloads: unknown[] = [
  said("text", { text: { body: "Ауламызда жарық жоқ" }, context: { id: "wamid.before", forwarded: true } }), ...["image", "audio", "video", "document", "sticker"].map((type) => said(type, { [type]: file })),
  said("location", { location: { latitude: 51.72, longitude: 75.32, name: "Аула", address: "Абай, 5" } }), said("contacts", { contacts: [{ name: { formatted_name: "Асқар" }, phones: [{ phone: "+7 701", type: "CELL" }] }] }),
  said("reaction", { reaction: { message_id: "wamid.text", emoji: "👍" } }), said("button", { button: { text: "Иә", payload: "yes" } }), said("interactive", { interactive: { type: "list_reply", list_reply: { id: "1", title: "Жол", description: "Шұңқыр" } } }),
  said("interactive", { interactive: { type: "nfm_reply", nfm_reply: { response_json: "{}", body: "Sent", name: "flow" } } }), said("system", { system: { body: "changed", type: "user_changed_number", wa_id: "77011112234" } }), said("order", { order: { text: "нан", product_items: [] } }),
  webhook([{ from_user_id: "KZ.13491208655302741918", id: "wamid.bsuid", timestamp: "1764151200", type: "text", text: { body: "Су жоқ" } }], { user_id: "KZ.13491208655302741918" }),
  statusOf("wamid.out", "failed", { errors: [{ code: 131026, title: "Message undeliverable" }], biz_opaque_callback_data: "7d444840-9dc0-11d1-b245-5ffdce74fad2" }), ...realJson("whatsapp"),
];

export const infobipPayloads: unknown[] = [
  { results: [{ messageId: "817790313235066447", from: "77011112233", to: "7718", text: "Су жоқ", cleanText: "жоқ", keyword: "СУ", receivedAt: "2026-11-26T09:59:30.000+0000", smsCount: 1, price: { pricePerMessage: 0, currency: "KZT" } }], messageCount: 1, pendingMessageCount: 0 },
  { results: [{ messageId: "p1", from: "77011112233", to: "7718", text: "бірінші", udh: "0500032A0201" }, { messageId: "p2", from: "77011112233", to: "7718", text: "екінші", udh: "0500032A0202" }] },
  { results: [{ messageId: "m1", to: "77011112233", sentAt: "2026-11-26T09:58:00.000+0000", doneAt: "2026-11-26T09:59:00.000+0000", status: { groupId: 3, groupName: "DELIVERED", id: 5, name: "DELIVERED_TO_HANDSET" }, error: { id: 27, name: "EC_ABSENT_SUBSCRIBER", permanent: false } }] },
];

export const twilioForms: Record<string, string>[] = [
  { MessageSid: `SM${"0".repeat(32)}`, SmsSid: `SM${"0".repeat(32)}`, AccountSid: `AC${"0".repeat(32)}`, From: "+77011112233", To: "+77180000000", Body: "Бизде су жок", NumSegments: "1", NumMedia: "0" },
  { MessageSid: `SM${"1".repeat(32)}`, MessageStatus: "undelivered", ErrorCode: "30005", From: "+77180000000", To: "+77011112233" },
];

export const smscLists: unknown[] = [[{ id: 1001, received: "01.01.2026 10:00:00", phone: "77011112233", message: "Қар тазаланбаған", to_phone: "77770000000", sent: "01.01.2026 09:59:58" }, { id: "1002", received: "01.01.2026 10:00:01", phone: "77011112233", message: "екінші", to_phone: "77770000000", udh: "0500032A0202" }]];
export const smscReports: Record<string, string>[] = [{ id: "4711", phone: "77011112233", status: "1", time: "01.01.2026 10:00:00", ts: "1767243600", err: "0" }];

const real = realJson("open311/open311status_fixtures").flat().filter((one): one is Record<string, unknown> => typeof one === "object" && one !== null && "service_request_id" in one);
/** Arguments of POST requests: ours, and what real servers were once sent. */
export const open311Forms: Record<string, string>[] = [
  { service_code: "heating", lat: "51.72", long: "75.32", address_string: "Әуезов, 12", description: "Үйде жылу жоқ", first_name: "Асқар", last_name: "Серіков", phone: "8 701 000 00 05", email: "askar@example.org", account_id: "77", device_id: "x", media_url: "https://example.org/a.jpg", "attribute[district]": "north" },
  ...real.slice(0, 20).map((one) => ({ service_code: "heating", ...Object.fromEntries(["lat", "long", "description", "media_url"].flatMap((name) => (one[name] === null || one[name] === undefined ? [] : [[name, String(one[name])]]))), address_string: String(one.address ?? "Абай, 5") })),
];

const html = (text: string) => mail(text, { "Content-Type": "text/html; charset=utf-8" });
export const mails: string[] = [
  mail("Бір аптадан бері жарық жоқ.\n\nOn Mon, Akimat wrote:\n> Сәлеметсіз бе"), html("<html><body><p>Су <b>жоқ</b></p><script>alert(1)</script></body></html>"), bounce("7d444840-9dc0-11d1-b245-5ffdce74fad2"),
  parts([[["Content-Type: text/plain; charset=windows-1251", "Content-Transfer-Encoding: base64"], Buffer.from("qwerty").toString("base64")], [["Content-Type: image/png; name=\"=?utf-8?b?0LAucG5n?=\"", "Content-Disposition: attachment; filename*=utf-8''%D0%B0.png", "Content-Transfer-Encoding: base64"], "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="]]),
  mail("=D0=90=D0=B9", { "Content-Transfer-Encoding": "quoted-printable", Subject: "=?utf-8?q?=D0=96=D0=B0=D1=80=D1=8B=D2=9B?=", "In-Reply-To": "<7d444840-9dc0-11d1-b245-5ffdce74fad2@city.example>" }),
];
