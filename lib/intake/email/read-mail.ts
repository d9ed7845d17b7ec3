import { type ParsedMail, simpleParser } from "mailparser";
import { emailAddress } from "#lib/intake/email-address.ts";
import { storable } from "#lib/intake/storable.ts";

/** A report of some mail server about a message that could not be delivered, or could. */
export type BounceReport = { status: "failed" | "delivered"; error: string | null };

/** What an e-mail says, before anybody knows whose case it is. */
export type Mail = {
  from: { name: string | null; email: string | null };
  subject: string;
  /** Plain text; what was written as HTML is told as text. */
  text: string;
  /** A robot wrote it: nothing is made of it, or two robots would write to each other for ever. */
  automatic: boolean;
  report: BounceReport | null;
  /** Names of messages of ours, as far as they may be ones: of those it answers, or that it reports about. */
  about: string[];
  /** Its own name and those of the thread before it, for who answers it (RFC 5322, 3.6.4). */
  thread: { messageId: string; references: string[] } | null;
  attachments: { name: string | null; type: string; content: Buffer }[];
};

/** What the outbox calls its messages (lib/outbox/channel-email.ts). */
const ourNames = /<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@/gi;
const namesIn = (text: string): string[] => [...new Set([...text.matchAll(ourNames)].map((match) => match[1]!.toLowerCase()))].slice(0, 20);

/** The rest of a thread that mail programs put below an answer: lines with ">", and the line that introduces them. */
function withoutQuote(text: string): string {
  const lines = text.split("\n");
  let end = lines.length;
  while (end > 0 && /^(>|\s*$)/.test(lines[end - 1]!)) end--;
  if (!lines.slice(end).some((line) => line.startsWith(">"))) return text.trim();
  const own = lines.slice(0, end).join("\n").trimEnd();
  const last = own.lastIndexOf("\n\n");
  const introduction = own.slice(last + 1).trim();
  return (introduction.endsWith(":") && introduction.length < 300 ? own.slice(0, Math.max(last, 0)) : own).trim() || text.trim();
}

/** A Message-ID as it may stand in a header of ours: nothing but itself. */
const nameForm = /^<[!-;=?-~]{1,250}>$/;

/** Of a long thread its beginning and its end are kept, as the RFC has it. */
function threadOf(mail: ParsedMail): Mail["thread"] {
  if (!nameForm.test(mail.messageId ?? "")) return null;
  const before = [mail.references ?? []].flat().filter((name) => nameForm.test(name));
  return { messageId: mail.messageId!, references: before.length > 20 ? [before[0]!, ...before.slice(-19)] : before };
}

const headerLines = (mail: ParsedMail, name: string): string => mail.headerLines.filter(({ key }) => key === name).map(({ line }) => line.slice(line.indexOf(":") + 1).trim()).join("\n").toLowerCase();

/** RFC 3834, and what robots did before it. */
function isAutomatic(mail: ParsedMail, sender: string): boolean {
  const said = (name: string) => headerLines(mail, name);
  const submitted = said("auto-submitted");
  return (submitted !== "" && !/^no\b/.test(submitted)) || /bulk|junk|list|auto_reply/.test(said("precedence")) || said("return-path") === "<>"
    || ["list-id", "list-post", "list-unsubscribe", "x-autoreply", "x-autorespond", "x-loop"].some((name) => said(name) !== "")
    || /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|listserv|majordomo)@/i.test(sender);
}

/** RFC 3464. What is only delayed is no end yet. */
function reportOf(mail: ParsedMail, raw: string, sender: string): BounceReport | null {
  const type = headerLines(mail, "content-type").replace(/\s+/g, " ");
  const isReport = /^multipart\/report\b/.test(type) && /report-type="?delivery-status/.test(type);
  if (!isReport && !/^mailer-daemon@/i.test(sender)) return null;
  const action = /^action:[ \t]*([a-z]+)/im.exec(raw)?.[1]?.toLowerCase() ?? (isReport ? "" : "failed");
  const error = /^diagnostic-code:[ \t]*(?:smtp;)?[ \t]*(.{1,300})/im.exec(raw)?.[1] ?? /^status:[ \t]*([245]\.\d{1,3}\.\d{1,3})/im.exec(raw)?.[1] ?? null;
  return action === "failed" ? { status: "failed", error: error?.trim() ?? null } : action === "delivered" ? { status: "delivered", error: null } : null;
}

/** Reads an e-mail as it came. Never runs, fetches or opens what is in it. */
export async function readMail(raw: Buffer): Promise<Mail> {
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true });
  const sender = mail.from?.value[0], address = sender?.address ?? "", latin = raw.toString("latin1");
  const clean = (text: string | undefined, most: number): string => storable((text ?? "").slice(0, most)) as string;
  const automatic = isAutomatic(mail, address), report = reportOf(mail, latin, address);
  const answers = [mail.inReplyTo ?? "", ...[mail.references ?? []].flat()].join(" ");
  return {
    from: { name: clean(sender?.name, 300).trim() || null, email: emailAddress(address) },
    subject: clean(mail.subject, 1000).replace(/\s+/g, " ").trim(),
    text: clean(withoutQuote((mail.text ?? "").replaceAll("\r\n", "\n")), 48_000),
    automatic: automatic || report !== null, report, about: namesIn(report ? latin : answers), thread: threadOf(mail),
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({ name: clean(filename, 300) || null, type: clean(contentType, 100).toLowerCase() || "application/octet-stream", content })),
  };
}
