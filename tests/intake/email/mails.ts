/** An e-mail as it lies in a mailbox; headers may be changed or, with null, left out. */
export function mail(text: string, headers: Record<string, string | null | undefined> = {}): string {
  const all = {
    "Return-Path": "<aigul@example.org>", From: "Айгүл <aigul@example.org>", To: "akimat@city.example", Subject: "Көшедегі жарық", Date: "Mon, 16 Nov 2026 09:00:00 +0500",
    "Message-ID": `<${crypto.randomUUID()}@mail.example.org>`, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit", ...headers,
  };
  return `${Object.entries(all).filter(([, value]) => value !== null && value !== undefined).map(([name, value]) => `${name}: ${value}`).join("\n")}\n\n${text}\n`;
}

/** A message of several parts: `[headers, content]` each. */
export function parts(of: [string[], string][], headers: Record<string, string | null | undefined> = {}, kind = "mixed"): string {
  return mail(of.map(([head, content]) => `--part\n${head.join("\n")}\n\n${content}`).join("\n") + "\n--part--", { "Content-Type": `multipart/${kind}; boundary="part"`, "Content-Transfer-Encoding": null, ...headers });
}

/** What a mail server reports about a message of ours (RFC 3464). */
export const bounce = (messageId: string, action = "failed"): string => parts([
  [["Content-Type: text/plain"], "I'm sorry to have to inform you that your message could not be delivered."],
  [["Content-Type: message/delivery-status"], `Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; aigul@example.org\nAction: ${action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <aigul@example.org>: no such user`],
  [["Content-Type: message/rfc822"], `From: office@city.example\nTo: aigul@example.org\nSubject: x\nMessage-ID: <${messageId}@city.example>\n\ntext`],
], { "Return-Path": "<>", From: "Mail Delivery Subsystem <mailer-daemon@mx.example.org>", Subject: "Undelivered Mail", "Content-Type": 'multipart/report; report-type=delivery-status; boundary="part"' });
