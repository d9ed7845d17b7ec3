"use server";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { isOutage } from "#app/_server/outage.ts";
import { keepForPage } from "#app/_server/same-request.ts";
import { readSite, type Site } from "#app/_server/site.ts";
import { takePhotos } from "#app/_server/take-photos.ts";
import { choicesOf, type Filled, type StepNumber } from "./filled.ts";
import { Step } from "./step.tsx";
import { Talon } from "./talon.tsx";
import { write } from "#lib/i18n/areas/write.ts";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { type Announced, announcedFor } from "#lib/resident/announced.ts";
import { codeOfForm, type FormToken, newToken, readToken, writeToken } from "#lib/resident/form-token.ts";
import { carryPhoto } from "#lib/resident/photo.ts";
import { submit } from "#lib/resident/submit.ts";
import { districtOf, type Fault, faultsOf, readDraft, saidBy, stepFields } from "#lib/resident/web-form.ts";
import { followCase } from "#lib/track/follow.ts";

/** What a step led to: the next one, the same with what is wrong, or the talon. `status` is for the page that is drawn without JavaScript. */
export type Told = { status: 200 | 400 | 409 | 429 | 503; done: boolean; view: ReactNode };

/** A person who reads what he sends takes longer than this, a robot doesn't. */
const quickest = 3000;
/** Messages of one network in a quarter of an hour: a village's shop or a school is one network. */
const mostPerNetwork = 20;

/** Takes the form a step on, back, or in. All of it came in the body, and nothing of it goes into an address, a log or a cache. */
export async function advance(form: FormData): Promise<Told> {
  const told = await tell(form instanceof FormData ? form : new FormData()); // who calls an action by hand may send anything
  await keepForPage("new", told);
  return told;
}

async function tell(form: FormData): Promise<Told> {
  const field = (name: string) => (typeof form.get(name) === "string" ? String(form.get(name)) : "");
  const asked = field("locale"), locale = isLocale(asked) ? asked : defaultLocale;
  const t = translator(write, locale), now = new Date();
  const site = await readSite(locale);
  if (!site) throw new Error("The city is not set up.");
  const given = readToken(field("token"), now), token = given ?? newToken(now);
  const draft = readDraft(field), choices = choicesOf(site), faults = faultsOf(draft, choices);
  const [{ photos, said }, announced] = await Promise.all([takePhotos(form, locale), announcedFor(districtOf(draft, choices)).catch(ifAway)]);
  if (!announced.some((one) => one.ref === draft.known)) draft.known = ""; // over by now, or another district was chosen
  const from = ([1, 2, 3] as const).find((step) => String(step) === field("step")) ?? 1, go = field("go");
  const drawn: Draw = (status, step, wrong, shown = faults, its = token) => {
    const filled: Filled = { step, draft, token: writeToken(its), photos: photos.map(carryPhoto), announced, faults: shown, said: wrong };
    return { status, done: false, view: <Step site={site} filled={filled} /> };
  };
  if (go === "talon") return (given && await givenAgain(site, given, now)) ?? drawn(200, 1, [], []);
  if (go === "stay") return drawn(200, from, said, []); // what the tab kept, drawn again
  if (go === "back") return drawn(200, Math.max(1, from - 1) as StepNumber, said);
  const target: StepNumber = go === "send" ? 3 : Math.min(3, from + 1) as StepNumber;
  // The first step that holds a fault, of those that lie before.
  const faulty = ([1, 2] as const).find((step) => (step < target || go === "send") && faults.some((fault) => stepFields[step].includes(fault.field)));
  if (faulty) return drawn(400, faulty, said);
  if (go !== "send") return drawn(200, target, said);
  const wrong = [
    ...said, ...(field("homepage") ? [t("trap")] : []),
    ...(!given ? [t("stale")] : now.getTime() - given.at < quickest ? [t("quick")] : []),
  ];
  if (wrong.length > 0) return drawn(400, 3, wrong);
  return hand(site, { draft: saidBy(draft, locale, choices), token, photos }, drawn);
}

/** While the database is away the form goes on: sending says that it can't. */
function ifAway(error: unknown): Announced[] {
  if (!isOutage(error)) throw error;
  return [];
}

type Draw = (status: Told["status"], step: StepNumber, wrong: string[], faults?: Fault[], token?: FormToken) => Told;
type Ready = { draft: ReturnType<typeof saidBy>; token: FormToken; photos: Buffer[] };

/** The talon of a form whose page was loaded again, for an hour: later it is somebody else who sits there. Null: nothing was sent of it. */
async function givenAgain(site: Site, token: FormToken, now: Date): Promise<Told | null> {
  const code = codeOfForm(token);
  const found = await followCase(code, (await headers()).get("x-client-address")).catch((error: unknown) => {
    if (!isOutage(error)) throw error;
    return null;
  });
  const sent = found && "case" in found ? found.case : null;
  if (!sent || now.getTime() - sent.receivedAt.getTime() > 3_600_000) return null;
  return { status: 200, done: true, view: <Talon site={site} receipt={{ number: sent.number, at: sent.receivedAt, code }} again={false} /> };
}

async function hand(site: Site, { draft, token, photos }: Ready, drawn: Draw): Promise<Told> {
  const t = translator(write, site.locale), code = codeOfForm(token);
  try {
    const done = await submit({
      source: "web", formId: token.id, sender: null, said: draft, photos, trackingCode: code, address: (await headers()).get("x-client-address"), most: mostPerNetwork,
    });
    if ("limited" in done) return drawn(429, 3, [t("limited", { minutes: done.limited })]);
    // He went back and wrote something else: the first is sent, this isn't yet.
    if (!done.same) return drawn(409, 3, [t("changed", { number: done.number })], [], newToken(new Date()));
    return { status: 200, done: true, view: <Talon site={site} receipt={{ number: done.number, at: done.at, code }} again={done.again} /> };
  } catch (error) {
    console.error(error);
    if (!isOutage(error)) throw error;
    return drawn(503, 3, [t("unavailable")]);
  }
}
