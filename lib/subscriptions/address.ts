import { env } from "#env.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { type Purpose, secretOf } from "#lib/subscriptions/secret.ts";

/** Links in letters are whole addresses: of the portal's public name, else of this machine. */
export const portalAddress = (path: string): string => new URL(path, env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).href;

/** The page on which a subscription is confirmed or left; it asks with a button, because mail scanners open every link. */
export const subscriptionAddress = (purpose: Purpose, locale: Locale, ref: string): string =>
  portalAddress(`/${locale}/data/releases/${purpose}?key=${secretOf(purpose, ref)}`);

/** Where a mail program leaves with one POST (RFC 8058). */
export const oneClickAddress = (locale: Locale, ref: string): string => portalAddress(`/api/leave?lang=${locale}&key=${secretOf("leave", ref)}`);

/** Whether the portal can send letters. */
export const sendsMail = (): boolean => env.SMTP_URL !== undefined;
