import type { Site } from "#app/_server/site.ts";

/** Mail, telephone and web addresses as people write them become links; anything else stays text. */
const contactLink = (contact: string): string | undefined =>
  contact.includes("@") ? `mailto:${contact}` : /^https?:/.test(contact) ? contact : /^\+?[\d\s()-]{5,}$/.test(contact) ? `tel:${contact.replace(/[^\d+]/g, "")}` : undefined;

export const Contact = ({ contact }: { contact: string }) => (contactLink(contact) ? <a href={contactLink(contact)}>{contact}</a> : <>{contact}</>);

/** Whom to write to, in a sentence of the page's words with a gap where the contact goes; `none` where the city has given none. */
export function WriteTo({ site, sentence, none }: { site: Site; sentence: (values: { contact: string }) => string; none: string }) {
  const { contact } = site.city;
  if (!contact) return <p>{none}</p>;
  const [before, after] = sentence({ contact: "\0" }).split("\0");
  return <p>{before}<Contact contact={contact} />{after}</p>;
}
