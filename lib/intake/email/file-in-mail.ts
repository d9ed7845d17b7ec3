import { createHash } from "node:crypto";
import { z } from "zod";
import { readMail } from "#lib/intake/email/read-mail.ts";

const Original = z.object({ raw: z.base64() });
let last: Promise<unknown> = Promise.resolve();

/**
 * A file out of the e-mail that it lies in; null where there is none that is what it was. One at a time: while it is read,
 * a large e-mail is several times as much.
 */
export function fileInMail(original: () => Promise<unknown>, part: number, sha256: Buffer): Promise<Buffer | null> {
  const found = last.then(async () => {
    const { raw } = Original.parse(await original());
    const content = (await readMail(Buffer.from(raw, "base64"))).attachments[part]?.content;
    return content && createHash("sha256").update(content).digest().equals(sha256) ? content : null;
  });
  last = found.catch(() => null);
  return found;
}
