import { type CountryCode, getCountries, parsePhoneNumberFromString } from "libphonenumber-js";

const countries = new Map<string, CountryCode | undefined>();

/** The country a city lies in, told by its time zone: numbers written without a country code are read as of there. */
function countryOf(timeZone: string): CountryCode | undefined {
  if (!countries.has(timeZone)) {
    const zones = (country: string) => (new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] }).getTimeZones?.() ?? [];
    countries.set(timeZone, getCountries().find((country) => zones(country).includes(timeZone)));
  }
  return countries.get(timeZone);
}

/** A phone number in E.164 ("8 701 234 56 78" in Almaty's zone is +77012345678); null for what isn't one. */
export function e164(written: string, timeZone: string): string | null {
  if (!/^[\d\s+().-]{7,25}$/.test(written.trim())) return null;
  const parsed = parsePhoneNumberFromString(written, countryOf(timeZone));
  return parsed?.isPossible() ? parsed.number : null;
}
