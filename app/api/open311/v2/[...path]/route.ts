import { randomUUID } from "node:crypto";
import { connection } from "next/server";
import { isOutage } from "#app/_server/outage.ts";
import { portalUrl } from "#env.ts";
import { open311 } from "#lib/i18n/areas/open311.ts";
import { chooseLocale } from "#lib/i18n/choose-locale.ts";
import { isLocale, type Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { open311Source, readAsked, single } from "#lib/intake/open311/asked.ts";
import { discovery } from "#lib/intake/open311/discovery.ts";
import { Open311Fault } from "#lib/intake/open311/fault.ts";
import { readPhotos } from "#lib/intake/open311/photos.ts";
import { requestAnswer } from "#lib/intake/open311/held.ts";
import { type CodesInUse, serviceDefinition, serviceList, servicesOf } from "#lib/intake/open311/services.ts";
import { contentTypes, type Format, type Value, written } from "#lib/intake/open311/write.ts";
import { phoneNumber } from "#lib/intake/phone-number.ts";
import { newTrackingCode } from "#lib/intake/tracking-code.ts";
import { clientOf, codesInUse, heldRequest } from "#lib/resident/open311.ts";
import { submit } from "#lib/resident/submit.ts";
import { wayOf } from "#lib/resident/way.ts";

type Way = NonNullable<Awaited<ReturnType<typeof wayOf<"open311">>>>;
/** What every address knows. */
type Asking = { request: Request; query: URLSearchParams; locale: Locale; way: Way; codes: CodesInUse };

const mostIds = 20, mostRequests = 300;

/** `requests/K7QM-…json` below v2: what, which one, in which format. */
function addressed(request: Request): { what: string; id: string | null; format: Format } | null {
  const path = decodeURIComponent(new URL(request.url).pathname).replace(/^\/api\/open311\/v2\//, "");
  const [, what, id, format] = /^([a-z]+)(?:\/([^/]+))?\.(json|xml)$/s.exec(path) ?? [];
  return what ? { what, id: id ?? null, format: format as Format } : null;
}

/** One answer of Open311: the format is the address's, a fault has the standard's shape, an outage is a 503. */
async function answered(request: Request, answer: (asking: Asking, what: string, id: string | null) => Promise<[root: string, value: Value]>): Promise<Response> {
  const address = addressed(request), format = address?.format ?? "xml";
  const query = new URL(request.url).searchParams, wanted = query.get("locale") || null;
  const locale = isLocale(wanted) ? wanted : chooseLocale(request.headers.get("accept-language"));
  const send = (status: number, root: string, value: Value, more: Record<string, string> = {}) => new Response(written(format, root, value), {
    status, headers: { "content-type": contentTypes[format], "content-language": locale, "access-control-allow-origin": "*", "cache-control": "no-store", ...more },
  });
  try {
    await connection();
    const way = await wayOf("open311"), codes = await codesInUse();
    if (!way || !codes) throw new Open311Fault("off");
    if (!address) throw new Open311Fault("noSuchAddress");
    if (wanted !== null && !isLocale(wanted)) throw new Open311Fault("invalid", { field: "locale" });
    return send(200, ...await answer({ request, query, locale, way, codes }, address.what, address.id));
  } catch (error) {
    if (!(error instanceof Open311Fault)) console.error("Open311:", error);
    const fault = error instanceof Open311Fault ? error : new Open311Fault(isOutage(error) ? "away" : "broken");
    return send(fault.status, "errors", fault.body(locale), fault.status === 503 ? { "retry-after": "60" } : fault.code === "tooOften" ? { "retry-after": String(Number(fault.values.minutes) * 60) } : {});
  }
}

function checkJurisdiction(given: string | null | undefined, { settings }: Way): void {
  if (given && given !== settings.jurisdictionId) throw new Open311Fault("jurisdiction", { known: settings.jurisdictionId });
}

/** The request of a code; null for none. */
async function held({ request, codes, locale }: Asking, code: string): Promise<Value> {
  const found = await heldRequest(code, request.headers.get("x-client-address"));
  if ("limited" in found) throw new Open311Fault("tooOften", { minutes: found.limited });
  return found.request && requestAnswer(found.request, code, codes, locale, portalUrl());
}

/** Requests by the ids that the caller holds: there is no list of others'. */
async function heldOnes(asking: Asking, ids: string[]): Promise<[string, Value]> {
  if (ids.length > mostIds) throw new Open311Fault("tooManyIds", { most: mostIds });
  const found: Value[] = [];
  for (const id of ids) {
    const one = await held(asking, id);
    if (one !== null) found.push(one);
  }
  if (found.length === 0) throw new Open311Fault("noSuchRequest");
  return ["service_requests", found];
}

export const GET = (request: Request) => answered(request, async (asking, what, id) => {
  const { query, locale, way, codes } = asking;
  checkJurisdiction(query.get("jurisdiction_id"), way);
  switch (id === null ? what : `${what}/`) {
    case "discovery": return ["discovery", discovery(portalUrl(), { keyService: way.settings.keyService, demo: codes.demo }, locale)];
    case "services": return ["services", serviceList(codes, locale)];
    case "services/": return ["service_definition", serviceDefinition(codes, id!, locale)];
    case "requests/": return heldOnes(asking, [id!]);
    case "requests": {
      const ids = query.getAll("service_request_id").flatMap((list) => list.split(",")).map((one) => one.trim()).filter((one) => one !== "");
      if (ids.length === 0) throw new Open311Fault("noList");
      return heldOnes(asking, ids);
    }
    case "tokens/": {
      // Ids are given at once; who asks by a token all the same has the id in his hand.
      if (await held(asking, id!) === null) throw new Open311Fault("noSuchRequest");
      return ["service_requests", [{ service_request_id: id!, token: id! }]];
    }
    default: throw new Open311Fault("noSuchAddress");
  }
});

/** Keeps a request; its id is the tracking code that its sender also follows it by. */
export const POST = (request: Request) => answered(request, async ({ query, locale, way, codes }, what, id) => {
  if (what !== "requests" || id !== null) throw new Open311Fault("noSuchAddress");
  const form = await request.formData().catch(() => null);
  if (!form) throw new Open311Fault("notAForm");
  checkJurisdiction(single(form, "jurisdiction_id") ?? query.get("jurisdiction_id"), way);
  const key = single(form, "api_key") ?? query.get("api_key");
  if (!key) throw new Open311Fault("keyMissing");
  const client = await clientOf(key);
  if (client === null) throw new Open311Fault("keyWrong");
  const wanted = single(form, "locale") ?? query.get("locale");
  if (wanted && !isLocale(wanted)) throw new Open311Fault("invalid", { field: "locale" });
  const asked = readAsked(form, { services: servicesOf(codes).map((one) => one.code), districts: codes.district.map((one) => one.code) });
  const photos = await readPhotos(form), code = newTrackingCode();
  const kept = await submit({
    source: open311Source, formId: randomUUID(), sender: phoneNumber(asked.phone, "KZ") ?? asked.email, said: { client, language: wanted || null, asked }, photos, trackingCode: code, address: request.headers.get("x-client-address"), most: mostRequests,
  });
  if ("limited" in kept) throw new Open311Fault("tooOften", { minutes: kept.limited });
  const notice = translator(open311, locale)("submitted", { number: kept.number, address: `${portalUrl()}/${locale}/track` });
  return ["service_requests", [{ service_request_id: code, service_notice: notice, account_id: asked.account_id }]];
});
