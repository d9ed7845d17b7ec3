import { z } from "zod";
import { MediaFault, readLimited } from "#lib/intake/media.ts";
import type { openWay } from "#lib/ways/ways.ts";

export type WhatsappWay = ReturnType<typeof openWay<"whatsapp">>;

const Media = z.looseObject({ url: z.url({ protocol: /^https?$/ }), file_size: z.coerce.number().optional() });

const asking = (way: WhatsappWay): RequestInit => ({ headers: { authorization: `Bearer ${way.secrets.accessToken}` }, signal: AbortSignal.timeout(60_000) });

/**
 * A file by WhatsApp's id for it: first its address, which lives five minutes, then its bytes.
 * @throws MediaFault: final when it is gone or too large
 */
export async function fetchWhatsappMedia(way: WhatsappWay, mediaId: string, largest: number): Promise<Buffer> {
  const described = await fetch(`${way.settings.graphUrl}/${encodeURIComponent(mediaId)}`, asking(way));
  if (!described.ok) throw new MediaFault(described.status === 404 || described.status === 400, `the file's address: HTTP ${described.status}`);
  const { url, file_size: size } = Media.parse(await described.json());
  if (size !== undefined && size > largest) throw new MediaFault(true, "too large", true);
  const answer = await fetch(url, asking(way));
  // An address that has run out is asked for anew at the next try.
  if (!answer.ok) throw new MediaFault(false, `the file: HTTP ${answer.status}`);
  return readLimited(answer, largest);
}
