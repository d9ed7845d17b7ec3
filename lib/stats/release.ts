import { desc, eq } from "drizzle-orm";
import * as open from "#db/open.ts";
import type { Names } from "#lib/i18n/locale.ts";
import type { Reader } from "#lib/stats/reader.ts";

/** A file of a release: of the plain bytes; `br` and `gz` are the sizes of its ready-compressed twins on disk, null where it has none. */
export type ReleaseFile = { name: string; bytes: number; sha256: string; rows: number | null; br: number | null; gz: number | null };

export type Release = {
  id: string;
  seq: number;
  asOf: string;
  publishedAt: Date;
  correction: boolean;
  /** Why a correction was made; null for a monthly release. */
  reason: Names | null;
  files: ReleaseFile[];
};

/** A release without its files: what pages and caches go by. What changed in it is its file CHANGES.json. */
export type ReleaseHead = Omit<Release, "files">;

const head = {
  id: open.release.id, seq: open.release.seq, asOf: open.release.asOf, publishedAt: open.release.publishedAt,
  correction: open.release.correction, reasonKk: open.release.reasonKk, reasonRu: open.release.reasonRu, reasonEn: open.release.reasonEn,
};

type HeadRow = Omit<ReleaseHead, "reason"> & { reasonKk: string | null; reasonRu: string | null; reasonEn: string | null };

const toHead = ({ reasonKk: kk, reasonRu: ru, reasonEn: en, ...rest }: HeadRow): ReleaseHead => ({ ...rest, reason: kk || ru || en ? { kk, ru, en } : null });

/** The newest release, or null before the first. */
export async function currentRelease(db: Reader = open.openDb()): Promise<Release | null> {
  const [row] = await db.select({ ...head, files: open.release.files })
    .from(open.release).orderBy(desc(open.release.seq)).limit(1);
  return row ? toRelease(row) : null;
}

/** Every release, newest first. */
export async function allReleases(db: Reader = open.openDb()): Promise<ReleaseHead[]> {
  return (await db.select(head).from(open.release).orderBy(desc(open.release.seq))).map(toHead);
}

/** Every release with its files, newest first. */
export async function allReleasesWithFiles(db: Reader = open.openDb()): Promise<Release[]> {
  return (await db.select({ ...head, files: open.release.files }).from(open.release).orderBy(desc(open.release.seq))).map(toRelease);
}

/** One release whole, or null when there is none of that name. */
export async function findRelease(db: Reader, id: string): Promise<Release | null> {
  const [row] = await db.select({ ...head, files: open.release.files })
    .from(open.release).where(eq(open.release.id, id));
  return row ? toRelease(row) : null;
}

const toRelease = ({ files, ...row }: HeadRow & { files: unknown }): Release => ({ ...toHead(row), files: files as ReleaseFile[] });
