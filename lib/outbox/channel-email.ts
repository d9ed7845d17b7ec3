import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { env } from "#env.ts";
import { emailAddress } from "#lib/intake/email-address.ts";
import { type Attempt, type Channel, longestAttemptMinutes } from "#lib/outbox/channel.ts";
import { withoutAddresses } from "#lib/outbox/mask.ts";
import { readWay } from "#lib/ways/read.ts";

const local = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** A mail server's address as options: TLS is required, but for a server on this machine. @example "smtp://user:secret@mail.example.org:587" */
export function smtpOptions(url: string): SMTPConnection.Options {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === "smtps:", here = local.test(hostname);
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"), port: Number(port) || (secure ? 465 : 587), secure, requireTLS: !secure && !here, ignoreTLS: !secure && here,
    connectionTimeout: 15_000, greetingTimeout: 15_000, dnsTimeout: 15_000, socketTimeout: 5 * 60_000,
  };
}

type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number };

/** Steps at which a refusal is about this message or its receiver; before them it is about us, and mending settings helps. */
const aboutMessage = ["RCPT TO", "DATA"];

/** `given`: the server had the whole message, so its silence may mean that it took it (RFC 5321, 4.5.3.2.6). */
function judge(fault: SmtpError, given: boolean): Attempt {
  const error = withoutAddresses([fault.command, fault.response ?? fault.message].filter(Boolean).join(": "));
  if (fault.code === "EMESSAGE") return { end: "refused", error };
  if (fault.responseCode === undefined && given) return { end: "doubt", error };
  const ours = aboutMessage.includes(fault.command ?? "");
  if (ours && (fault.responseCode ?? 0) >= 500) return { end: "refused", error };
  return { end: "later", error, away: !ours };
}

function hand(envelope: { from: string; to: string[]; size: number }, raw: Buffer): Promise<Attempt> {
  const url = new URL(env.SMTP_URL!);
  const connection = new SMTPConnection(smtpOptions(url.href));
  const message = Readable.from([raw]);
  let given = false;
  message.once("end", () => { given = true; });
  return new Promise<Attempt>((resolve) => {
    const fail = (fault: SmtpError) => resolve(judge(fault, given));
    const limit = setTimeout(() => fail(new Error("The server took too long.")), longestAttemptMinutes * 60_000);
    const send = () => connection.send(envelope, message, (fault) => (fault ? fail(fault) : resolve({ end: "sent" })));
    connection.on("error", fail);
    connection.once("end", () => {
      clearTimeout(limit);
      fail(new Error("The connection was closed."));
    });
    connection.connect(() => {
      if (!url.username) return send();
      const credentials = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
      connection.login({ credentials }, (fault) => (fault ? fail(fault) : send()));
    });
  }).finally(() => connection.close());
}

/** Where residents' answers are read: the mailbox that is polled, where it is not whom our mail is from; undefined: nowhere else. */
async function readAt(from: string): Promise<string | undefined> {
  const mailbox = emailAddress((await readWay("email").catch(() => null))?.settings.user ?? "");
  return mailbox && !from.toLowerCase().includes(mailbox.toLowerCase()) ? mailbox : undefined;
}

/** RFC 2369 and 8058. Prepared: a header of this length is folded at its commas and spaces only, and an address has none. */
const oneClick = (address: string) => ({ "List-Unsubscribe": { prepared: true, value: `<${address}>` }, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", Precedence: "bulk" });

/**
 * E-mail by SMTP. nodemailer's transport can't say at which step a send failed, so its connection is used itself: what
 * breaks before the message was given is tried again, what breaks after it is in doubt.
 */
export const emailChannel: Channel = {
  code: "email",
  ready: async () => env.SMTP_URL !== undefined && env.MAIL_FROM !== undefined,
  addressOf: ({ email, way }) => (way === null || way === "email" ? email : null),
  async send({ messageId, address, language, subject, text, leave, answers }) {
    try {
      const from = env.MAIL_FROM!, replyTo = leave ? undefined : await readAt(from);
      const mail = new MailComposer({
        from, to: { name: "", address }, subject, text, messageId: `<${messageId}@${from.replace(/^.*@|>$/g, "")}>`,
        ...(replyTo ? { replyTo } : {}), ...(answers ? { inReplyTo: answers.messageId, references: [...answers.references, answers.messageId] } : {}),
        headers: { "Auto-Submitted": answers ? "auto-replied" : "auto-generated", "Content-Language": language, ...(leave ? oneClick(leave) : {}) }, disableFileAccess: true, disableUrlAccess: true,
      }).compile();
      const raw = await mail.build(), { from: sender, to } = mail.getEnvelope();
      return await hand({ from: sender || "", to, size: raw.length }, raw);
    } catch (fault) {
      return judge(fault as SmtpError, false);
    }
  },
};
