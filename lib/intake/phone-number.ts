import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js";

/** A phone as people write it (8 701 …, +7 (701) …) in E.164, or null when it is no number at all. */
export function phoneNumber(text: string | null, country: string): string | null {
  const number = text === null ? undefined : parsePhoneNumberFromString(text, country as CountryCode);
  return number?.isPossible() && /^\+[1-9]\d{6,14}$/.test(number.number) ? number.number : null;
}
