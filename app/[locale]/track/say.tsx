"use server";
import { setTimeout as sleep } from "node:timers/promises";
import { isOutage } from "#app/_server/outage.ts";
import { keepForPage } from "#app/_server/same-request.ts";
import { takePhotos } from "#app/_server/take-photos.ts";
import { type Note, Unsent } from "./own-words.tsx";
import { callerOf, fieldOf, localeOf, tellCase, type Told } from "./tell.tsx";
import { track } from "#lib/i18n/areas/track.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { carryPhoto } from "#lib/resident/photo.ts";
import { followCase } from "#lib/track/follow.ts";
import { readOwnWord } from "#lib/track/own-word.ts";
import { sayToCase } from "#lib/track/say.ts";

/** What the holder of a code says to his case: kept at once, and the case drawn anew with a receipt, or with what is wrong. */
export async function say(form: FormData): Promise<Told> {
  const told = await tell(localeOf(form), fieldOf(form, "code"), form);
  await keepForPage("track", told);
  return told;
}

async function tell(locale: Locale, code: string, form: unknown): Promise<Told> {
  const t = translator(track, locale), id = fieldOf(form, "id"), act = fieldOf(form, "act");
  const taken = form instanceof FormData && act === "addition" ? await takePhotos(form, locale) : { photos: [], said: [] };
  const note: Note = { act, id, status: 200, typed: { text: fieldOf(form, "text"), reason: fieldOf(form, "reason"), answer: fieldOf(form, "answer"), round: fieldOf(form, "round") }, photos: taken.photos.map(carryPhoto) };
  // What was typed is drawn again whatever happened: beside the case, or alone where the case can't be shown.
  const unsent = (status: Note["status"], error: string): Told => ({ status, code: "", view: <Unsent locale={locale} code={code} note={{ ...note, status, error }} /> });
  const wrong = async (status: Note["status"], error: string): Promise<Told> => {
    const told = await tellCase(locale, code, { ...note, status, error });
    return told.view || told.status === 404 ? told : unsent(status, error);
  };
  try {
    const word = form instanceof FormData && /^[0-9a-f-]{36}$/.test(id) ? readOwnWord(form, taken.photos) : null;
    if (!word) return await tellCase(locale, code);
    if (taken.said.length > 0) return await wrong(400, taken.said.join(" "));
    if ("wrong" in word) return await wrong(400, t(word.wrong));
    const outcome = await sayToCase(code, await callerOf(), id, word);
    if ("case" in outcome) return { status: 404, code, error: t("missing") };
    if ("limited" in outcome) return await wrong(429, t("limitedWords", { minutes: outcome.limited }));
    if ("refused" in outcome) return await wrong(409, t(`refused.${outcome.refused}`));
    if (outcome.reopens) await takenIn(code, "answered");
    if (outcome.kept === "withdrawal") await takenIn(code);
    return await tellCase(locale, code, { act, id, status: 200, kept: t(outcome.reopens ? "kept.reopens" : `kept.${outcome.kept}`), at: outcome.at });
  } catch (error) {
    console.error(error);
    if (!isOutage(error)) throw error;
    return unsent(503, t("unavailable"));
  }
}

/** A job takes a word in within a second: what it makes of the case is worth waiting for. @param left the state that the case is leaving; else any end will do */
async function takenIn(code: string, left?: string): Promise<void> {
  for (let tries = 0; tries < 8; tries++) {
    await sleep(250);
    const found = await followCase(code, await callerOf());
    if (!("case" in found) || !found.case || (left ? found.case.status !== left : found.case.closedAt)) return;
  }
}
