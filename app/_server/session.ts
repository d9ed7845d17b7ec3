import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { connection } from "next/server";
import { decode, encode } from "next-auth/jwt";
import { cache } from "react";
import { type Caller, sessionCookie, sessionSecret } from "#app/_server/auth.ts";
import { defaultLocale, isLocale, type Locale } from "#lib/i18n/locale.ts";
import type { Permission } from "#lib/permissions.ts";
import { type Actor, firstStep, type FirstStep, may } from "#lib/staff/actor.ts";
import { readDevice, signDevice } from "#lib/staff/device.ts";
import { actorOfSession, endSession, sessionHours } from "#lib/staff/session.ts";

/**
 * One of the request's cookies, from its header: cookies() fails in `next dev` while a page is drawn again after a form
 * was sent without JavaScript (Next 16.4.5: the request is still in its "action" phase).
 */
async function sentCookie(name: string): Promise<string | undefined> {
  const pairs = ((await headers()).get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The official of this request, asked of the database; null for a stranger or an ended session. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = await sentCookie(sessionCookie.name);
  if (!token) return null;
  // A cookie that can't be read (an older secret, somebody's invention) is no session.
  const claims = await decode({ token, secret: sessionSecret() }).catch(() => null);
  return claims?.sub ? actorOfSession(claims.sub) : null;
});

/** To another address of the office; typed routes can't know addresses that are computed. */
export const goTo = (address: string): never => redirect(address as Route);

const stepAddress: Record<FirstStep, string> = { secondFactor: "/office/sign-in/second", password: "/office/account", enrolment: "/office/account/second-factor" };

/**
 * The first line of every office page: who is it, and may he? A stranger goes to the sign-in and comes back after it;
 * what has to be done first (second factor, password, enrolment) is gone to. Called by officeView alone, for which what
 * one may not see does not exist.
 */
export async function officePage(permission: Permission, address: string): Promise<{ actor: Actor; allowed: boolean }> {
  await connection();
  const actor = await currentActor();
  if (!actor) return goTo(`/office/sign-in?to=${encodeURIComponent(address)}`);
  const allowed = may(actor, permission);
  const step = firstStep(actor);
  // What everybody may see is not for everybody yet: only the pages where the step itself is made.
  if (step && !(allowed && /^\/office\/(?:account|sign-in)(?:[/?]|$)/.test(address))) goTo(`${stepAddress[step]}?to=${encodeURIComponent(address)}`);
  return { actor, allowed };
}

/** Hands a browser the session that was opened. */
export async function keepSession(session: string, name: string): Promise<void> {
  const token = await encode({ token: { sub: session, name }, secret: sessionSecret(), maxAge: sessionHours * 3600 });
  (await cookies()).set(sessionCookie.name, token, sessionCookie.options);
}

/** Ends this browser's session, in the database first. */
export async function dropSession(): Promise<void> {
  const actor = await currentActor();
  if (actor) await endSession(actor.session);
  (await cookies()).set(sessionCookie.name, "", { ...sessionCookie.options, maxAge: 0 });
}

export const languageCookie = "office-language";

/** The language an official works in: his browser's choice, else Kazakh. */
export async function officeLanguage(): Promise<Locale> {
  const chosen = await sentCookie(languageCookie);
  return isLocale(chosen) ? chosen : defaultLocale;
}

export const deviceCookie = { name: "office-device", options: { ...sessionCookie.options, path: "/", maxAge: 400 * 86_400 } } as const;

/** Where a request came from: the address as scripts/serve.ts wrote it, and the browser's own number, if it has one. */
export async function caller(): Promise<Caller> {
  const head = await headers();
  return { address: head.get("x-client-address"), agent: head.get("user-agent"), device: readDevice(await sentCookie(deviceCookie.name)) };
}

/** Lets a browser be known again (lib/staff/device.ts). */
export async function keepDevice(device: string): Promise<void> {
  (await cookies()).set(deviceCookie.name, signDevice(device), deviceCookie.options);
}
