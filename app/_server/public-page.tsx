import { connection } from "next/server";
import type { ReactNode } from "react";
import { isOutage } from "#app/_server/outage.ts";
import { readSite, type PublishedSite, type Site } from "#app/_server/site.ts";
import { Frame, type Place } from "#app/_ui/frame.tsx";
import { Head } from "#app/_ui/head.tsx";
import { Missing, NotSetUp, NothingYet, Outage, Refused } from "#app/_ui/notice-pages.tsx";
import { Refusal } from "#lib/errors.ts";
import { site as words } from "#lib/i18n/areas/site.ts";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** A finished page: what its head says, and its body. `image` is the address of its own picture for links to it. */
export type Page = { title: string; description?: string; index?: boolean; status?: number; image?: string | undefined; body: ReactNode };

/** What a page is made of: its address without the language, and how to make it. @throws Refusal for what can't be shown */
type Make<S extends Site> = (site: S) => Page | Promise<Page>;

type Params = Promise<{ locale: string }>;
type Address = string | { path: string; search: string };

/**
 * One way for every public page to be answered: made, refused with its reason, missing, or an outage that says so.
 * All reads of a page happen inside `make`; an error that is none of these is a fault and is thrown on.
 */
export async function publicPage(params: Params, address: Address, make: Make<Site>): Promise<ReactNode> {
  await connection();
  const { locale } = await params;
  const place: Place = { locale: isLocale(locale) ? locale : defaultLocale, ...(typeof address === "string" ? { path: address } : address) };
  let site: Site | null = null;
  try {
    site = await readSite(place.locale);
    if (!isLocale(locale)) throw new Refusal("notFound");
    if (!site) return <NotSetUp place={place} />;
    const { body, title, image, ...head } = await make(site);
    return (
      <Frame site={site} place={place}>
        <Head {...place} {...head} title={`${title} – ${site.named(site.city.name).text}`} preview={{ siteName: translator(words, place.locale)("tagline"), release: site.release?.id ?? null, image }} />
        {body}
      </Frame>
    );
  } catch (error) {
    if (error instanceof Refusal) return error.code === "notFound" ? <Missing site={site} place={{ ...place, path: "", search: "" }} /> : <Refused site={site} place={place} refusal={error} />;
    if (isOutage(error)) {
      console.error(error);
      return <Outage place={place} />;
    }
    throw error;
  }
}

/** A page that shows figures: before the first release there is none, and it says so. */
export const figuresPage = (params: Params, address: Address, make: Make<PublishedSite>): Promise<ReactNode> =>
  publicPage(params, address, (site) => {
    const { release } = site;
    return release ? make({ ...site, release }) : NothingYet(site);
  });
