import { asc, desc } from "drizzle-orm";
import * as open from "#db/open.ts";
import type { Reader } from "#lib/stats/reader.ts";

/** How many appeals came on a day, and how many were answered; null where nobody knows (x). */
export type Day = { day: string; received: number; answered: number | null; answered_status: "" | "x"; publishedAt: Date };

const { day, received, answered, answeredStatus, publishedAt } = open.daily;
const columns = { day, received, answered, answered_status: answeredStatus, publishedAt };

/** The daily series, oldest first. */
export const allDays = async (db: Reader = open.openDb()): Promise<Day[]> => await db.select(columns).from(open.daily).orderBy(asc(day)) as Day[];

/** The last day that is published. */
export const newestDay = async (db: Reader = open.openDb()): Promise<Day | undefined> => (await db.select(columns).from(open.daily).orderBy(desc(day)).limit(1) as Day[])[0];
