import type { Calendar } from "#lib/appeals/calendar.ts";
import type { Random } from "#db/demo/generate/random.ts";
import { type Season, seasonal } from "#db/demo/generate/season.ts";
import { spikes } from "#db/demo/generate/spikes.ts";

/** A contact that will come: on which day, about what; a spike also says where. */
export type Coming = { day: string; category: string; district?: string; spike: boolean };

/** Contacts a day, averaged over a year, and the season they follow. */
const demand: Record<string, [perDay: number, season: Season]> = {
  "heating-weak": [1.0, "cold"], "heating-none": [0.6, "cold"], "heating-leak": [0.32, "cold"], "heating-charges": [0.3, "cold"],
  "hot-water": [0.55, "summer"], "cold-water": [0.4, "even"], "water-quality": [0.18, "spring"], sewer: [0.32, "spring"],
  "power-outage": [0.5, "even"], "power-voltage": [0.13, "cold"], "street-light": [0.55, "dark"],
  snow: [0.68, "snow"], potholes: [0.58, "spring"], pavements: [0.3, "spring"], "road-signs": [0.3, "even"],
  yard: [0.4, "summer"], playground: [0.27, "summer"], building: [0.42, "spring"], trees: [0.22, "summer"], osi: [0.35, "even"],
  "waste-collection": [0.62, "even"], dump: [0.36, "spring"], "street-cleaning": [0.27, "summer"],
  noise: [0.27, "summer"], "stray-dogs": [0.32, "spring"], parking: [0.27, "even"], air: [0.22, "cold"], neighbours: [0.22, "even"],
  "bus-schedule": [0.4, "school"], "bus-stops": [0.18, "even"], "bus-service": [0.22, "even"],
  kindergarten: [0.27, "school"], school: [0.27, "school"], "school-meals": [0.11, "school"],
  plots: [0.22, "summer"], "building-site": [0.14, "summer"], planning: [0.13, "even"], trade: [0.11, "summer"],
  renaming: [0.18, "even"], "language-signs": [0.1, "even"], events: [0.18, "summer"],
  benefits: [0.36, "even"], "housing-queue": [0.22, "even"], disability: [0.13, "even"],
  clinic: [0.3, "cold"], medicine: [0.13, "even"], conduct: [0.18, "even"], "no-answer": [0.11, "even"],
  wages: [0.13, "even"], job: [0.1, "even"], migration: [0.045, "even"], worship: [0.05, "even"],
};

/** Monday to Sunday: people write about a service when it fails, about the rest when offices open. */
const week = [1.22, 1.12, 1.06, 1.02, 0.98, 0.66, 0.54];
const emergencies = new Set(["heating-none", "heating-leak", "cold-water", "power-outage", "snow", "sewer"]);

function rhythm(calendar: Calendar, day: string, category: string): number {
  const ofWeek = week[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!;
  const level = calendar.isWorkingDay(day) ? ofWeek : Math.min(ofWeek, 0.6);
  return emergencies.has(category) ? 0.6 + 0.4 * level : level;
}

/** Brings the two years to the size that was asked for, about 12 000. */
const busy = 1.07;

const next = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** All that comes from the first day to the last, in the order of days. */
export function* comings(random: Random, calendar: Calendar, first: string, last: string): Generator<Coming> {
  for (let day = first; day <= last; day = next(day)) {
    for (const [category, [perDay, season]] of Object.entries(demand)) {
      const mean = busy * perDay * seasonal(season, day) * rhythm(calendar, day, category);
      for (let left = random.poisson(mean); left > 0; left--) yield { day, category, spike: false };
    }
    for (const spike of spikes) {
      const share = spike.shares[(Date.parse(day) - Date.parse(spike.day)) / 86_400_000];
      if (share === undefined) continue;
      for (let left = Math.round(spike.contacts * share); left > 0; left--) {
        yield { day, category: spike.category, spike: true, ...(spike.districts ? { district: random.pick(spike.districts) } : {}) };
      }
    }
  }
}
