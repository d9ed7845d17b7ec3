import { env, portalUrl } from "#env.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { type Purpose, secretOf } from "#lib/subscriptions/secret.ts";

/** Links that are read elsewhere, in letters, are whole addresses. */
export const portalAddress = (path: string): string => new URL(path, portalUrl()).href;

/** The page on which a subscription is confirmed or left; it asks with a button, because mail scanners open every link. */
export const subscriptionAddress = (purpose: Purpose, locale: Locale, ref: string): string =>
  portalAddress(`/${locale}/data/releases/${purpose}?key=${secretOf(purpose, ref)}`);

/** Where a mail program leaves with one POST (RFC 8058). */
export const oneClickAddress = (locale: Locale, ref: string): string => portalAddress(`/api/leave?lang=${locale}&key=${secretOf("leave", ref)}`);

/** Whether the portal can send letters. */
export const sendsMail = (): boolean => env.SMTP_URL !== undefined;
