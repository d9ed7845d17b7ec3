import type { City } from "#db/reference/city.ts";
import type { Calendar } from "#lib/appeals/calendar.ts";
import { compose, composeJunk, type Language } from "#db/demo/generate/compose.ts";
import { type Coming, comings } from "#db/demo/generate/demand.ts";
import type { OfficeTime } from "#db/demo/generate/office-time.ts";
import { type Place, placeDrawer } from "#db/demo/generate/places.ts";
import { type Person, population } from "#db/demo/generate/people.ts";
import type { Random } from "#db/demo/generate/random.ts";
import type { Contact } from "#db/demo/generate/story.ts";

/** Share of Kazakh among those who write, by district; elsewhere half and half. */
const kazakh: Record<string, number> = { rural: 0.82, "552257000": 0.6, "552253000": 0.45 };
/** Chances of an hour: calls in the daytime, messages into the night. */
const hours = {
  call: [1, 1, 1, 1, 1, 2, 6, 18, 34, 44, 46, 42, 34, 34, 40, 40, 38, 34, 28, 20, 14, 9, 5, 2],
  message: [3, 2, 1, 1, 1, 2, 6, 14, 22, 28, 30, 28, 28, 26, 28, 28, 28, 30, 34, 38, 40, 34, 22, 10],
};

function channel(random: Random, calendar: Calendar, { day, spike }: Coming, group: string): string {
  const since = (Date.parse(day) - Date.parse("2024-10-01")) / 86_400_000 / 783; // 0 … 1: WhatsApp grows, calls and SMS shrink
  const personal = ["social", "health", "officials", "labour", "land", "religion", "culture"].includes(group);
  const desk = calendar.isWorkingDay(day) && !spike;
  return random.weighted({
    phone: 46 - 12 * since, whatsapp: 16 + 18 * since, sms: 13 - 5 * since, web: (personal ? 22 : 11) + 3 * since,
    reception: desk ? (personal ? 16 : 4) : 0, paper: desk ? (personal ? 15 : 4) : 0,
  });
}

/** Everything that comes in between two days, in the order it comes, numbered by year. */
export function contacts(random: Random, city: City, calendar: Calendar, office: OfficeTime, first: string, last: string): { contacts: Contact[]; people: Person[] } {
  const category = new Map(city.rows.categories.map(({ row }) => [row.code, row]));
  const drawPlace = placeDrawer(city), folk = population(random);
  const found: Contact[] = [];

  const received = (day: string, by: string): Date => {
    if (by === "reception" || by === "paper") return office.moment(day, random.int(office.opens, office.closes - 20), random.int(0, 59));
    const chances = by === "phone" ? hours.call : hours.message;
    const hour = Number(random.weighted(Object.fromEntries(chances.map((chance, hour) => [`${hour}`, chance]))));
    return office.moment(day, hour * 60 + random.int(0, 59), random.int(0, 59));
  };
  const make = (coming: Coming): Contact => {
    const row = category.get(coming.category)!, group = row.parent!, top = category.get(group)!;
    const by = channel(random, calendar, coming, group);
    const place: Place = drawPlace(random, group, coming.district);
    const language: Language = random.chance(kazakh[place.district ?? ""] ?? 0.52) ? "kk" : "ru";
    const junk = (by === "sms" || by === "whatsapp" || by === "web") && random.chance(0.012);
    const applicant = folk.somebody(place.district ?? "", language, by);
    // Some contacts are classified no finer than their group, a few not at all.
    const depth = random.unit(), known = depth < 0.97 ? row.code : depth < 0.993 ? group : null;
    return {
      id: 0, number: "", receivedAt: received(coming.day, by), day: coming.day, channel: by, language, applicant, junk, spike: coming.spike, duplicateOf: null,
      topic: row.code, group, category: junk ? null : known, district: junk ? null : place.code, publishedDistrict: place.district,
      department: row.department ?? top.department!, targetDays: (known === group ? null : row.target_days) ?? top.target_days!,
      text: junk ? composeJunk(random, language) : compose(random, row.code, language, by, place, applicant ?? folk.anyStreet()),
    };
  };

  for (const coming of comings(random, calendar, first, last)) {
    const contact = make(coming);
    found.push(contact);
    const again = new Date(contact.receivedAt.getTime() + random.int(10, 240) * 60_000);
    // The same person writes once more about the same thing, mostly on another line.
    if (!contact.junk && contact.applicant && random.chance(0.012) && again < office.moment(last, 1440)) {
      found.push({ ...contact, receivedAt: again, channel: random.pick(["phone", "whatsapp", "sms"]), duplicateOf: contact });
    }
  }
  found.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const ofYear = new Map<string, number>();
  for (const [index, contact] of found.entries()) {
    const year = contact.day.slice(0, 4), n = (ofYear.get(year) ?? 0) + 1;
    ofYear.set(year, n);
    Object.assign(contact, { id: index + 1, number: `${year}-${String(n).padStart(6, "0")}` });
  }
  return { contacts: found, people: folk.people };
}
