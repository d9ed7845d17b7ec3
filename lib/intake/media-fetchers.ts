import { fetchWhatsappMedia } from "#lib/intake/whatsapp/graph.ts";
import { whatsappSource } from "#lib/intake/whatsapp/delivery.ts";
import { readWay } from "#lib/ways/read.ts";

/** Brings a file by the id its source gave it, at most so many bytes. */
export type Fetcher = (mediaId: string, largest: number) => Promise<Buffer>;

/** From which sources files are fetched; null while the way is switched off. */
export const fetchers: Record<string, () => Promise<Fetcher | null>> = {
  [whatsappSource]: async () => {
    const way = await readWay("whatsapp");
    return way && ((mediaId, largest) => fetchWhatsappMedia(way, mediaId, largest));
  },
};
