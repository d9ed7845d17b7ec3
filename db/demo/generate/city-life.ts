import type { City } from "#db/reference/city.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { calendarOf } from "#lib/appeals/calendar.ts";
import { endOfCityDay } from "#lib/appeals/city-day.ts";
import { type Clock, signalDeadline } from "#lib/appeals/deadlines.ts";
import { appealCourse, lateRegistration } from "#db/demo/generate/appeal-course.ts";
import { contacts } from "#db/demo/generate/contacts.ts";
import { officeTime } from "#db/demo/generate/office-time.ts";
import type { Person } from "#db/demo/generate/people.ts";
import { type Random, random } from "#db/demo/generate/random.ts";
import type { Directory } from "#db/demo/generate/scene.ts";
import { signalCourse } from "#db/demo/generate/settle.ts";
import { type Contact, type Facts, live, type Story } from "#db/demo/generate/story.ts";

export type CityLife = { stories: Story[]; people: Person[] };

/** How likely a contact stays a signal, by how it came. */
const signals: Record<string, number> = { phone: 0.82, sms: 0.9, whatsapp: 0.84, web: 0.4, reception: 0.12, paper: 0.02 };
const personal = new Set(["social", "officials", "labour", "land"]);

function drawKind(random: Random, { group, category }: Contact): AppealKind {
  if (group === "officials") return random.chance(0.85) ? "complaint" : "application";
  if (category === "renaming" || category === "events") return random.weighted({ proposal: 55, application: 15, request: 15, response: 15 });
  return random.weighted({ application: 62, complaint: 15, request: 9, message: 7, proposal: 5, response: 2 });
}

/** The life of a city hall from the first day to the last as it stands on that evening. Same seed, same life. */
export function cityLife(city: City, people: Directory, first: string, last: string, seed = 2026): CityLife {
  const { timeZone, officeHours } = city.settings;
  const calendar = calendarOf(city.rows.calendar.map(({ row }) => row));
  const clock: Clock = { timeZone, officeHours, calendar };
  const office = officeTime(clock), chance = random(seed), until = endOfCityDay(last, timeZone);
  const come = contacts(chance, city, calendar, office, first, last);
  const ids = { answer: 0, proposal: 0 };

  const stories = come.contacts.map((contact) => {
    const target = contact.category === null ? null : signalDeadline(clock, contact.targetDays, contact.receivedAt);
    const facts: Facts = {
      track: "signal", kind: null, status: "received", department: null, executor: null, parent: null, registeredAt: null,
      dueAt: target?.dueAt ?? null, dueBasis: target?.basis ?? null, extendedAt: null, closedAt: null, outcome: null, outcomeGround: null, round: 1,
    };
    const scene = { random: chance, clock, office, people, contact, facts };
    const stays = contact.junk || contact.duplicateOf || chance.chance((signals[contact.channel] ?? 0.5) * (personal.has(contact.group) ? 0.45 : 1));
    const late = stays && !contact.junk && !contact.duplicateOf && chance.chance(0.02);
    const course = late ? lateRegistration(scene, drawKind(chance, contact)) : stays ? signalCourse(scene) : appealCourse(scene, drawKind(chance, contact));
    return live(contact, facts, course, until, ids);
  });
  return { stories, people: come.people };
}
