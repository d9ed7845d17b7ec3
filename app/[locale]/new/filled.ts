import type { Site } from "#app/_server/site.ts";
import type { Announced } from "#lib/resident/announced.ts";
import type { Choices, Draft, Fault } from "#lib/resident/web-form.ts";

export type StepNumber = 1 | 2 | 3;

/** A form as it stands between two steps: all of it goes to the reader and comes back with him; nothing of it is kept here. */
export type Filled = {
  step: StepNumber;
  draft: Draft;
  /** '' before the first step was answered: the page that is drawn for everybody holds none. */
  token: string;
  /** Cleaned photos, as the form carries them. */
  photos: string[];
  /** What the akimat has announced for the district. */
  announced: Announced[];
  faults: Fault[];
  /** What is wrong with no field of this step. */
  said: string[];
};

/** What figures call the category of what has none: nobody chooses it. */
export const unplaced = "unknown";

/** What may be chosen in the form: what is published and still in use. */
export function choicesOf({ codes, named }: Site): Choices {
  const used = <T extends { code: string; validTo: string | null }>(list: T[]) => new Set(list.filter((one) => one.validTo === null).map((one) => one.code));
  return {
    categories: used(codes.category.filter((one) => one.code !== unplaced)), districts: used(codes.district.filter((one) => one.kind !== "unknown")),
    settlements: new Map(codes.settlements.map(({ code, district, names }) => [code, { district, name: named(names).text }])),
  };
}
