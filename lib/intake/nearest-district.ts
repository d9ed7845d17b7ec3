import { and, isNotNull } from "drizzle-orm";
import { type Connection, district } from "#db/private.ts";

/** Further than this from every settlement is the open steppe, or another city. */
const mostKilometres = 15;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine; the Earth as a sphere of 6 371 km). */
export function kilometresBetween(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const h = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}

/** The district whose centre is nearest to a place: a first guess for the triager. Null where none is near; areas are too large to be near. */
export async function nearestDistrict(tx: Connection, place: { latitude: number; longitude: number }): Promise<string | null> {
  const rows = await tx.select({ code: district.code, kind: district.kind, latitude: district.latitude, longitude: district.longitude }).from(district)
    .where(and(isNotNull(district.latitude), isNotNull(district.longitude)));
  const [nearest] = rows.filter((row) => row.kind !== "area").map((row) => ({ code: row.code, km: kilometresBetween(place, { latitude: row.latitude!, longitude: row.longitude! }) })).sort((a, b) => a.km - b.km);
  return nearest && nearest.km <= mostKilometres ? nearest.code : null;
}
