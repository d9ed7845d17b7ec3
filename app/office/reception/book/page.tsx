import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import page from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { bookVisit, findCallerCases } from "#app/office/reception/actions.ts";
import { receptionWords, slotOptions } from "#app/office/reception/words.ts";
import { type Locale, locales, nameFor } from "#lib/i18n/locale.ts";
import { nextFree, readDays } from "#lib/reception/read.ts";
import { parseSlotKey } from "#lib/reception/slots.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const languageName: Record<Locale, string> = { kk: "қазақша", ru: "русский", en: "English" };

/** Booking a person: the time that was chosen and the next free ones, then who and what about. */
export default async function BookPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const slot = single(query.slot) ?? "";
  return officeView("reception.book", parseSlotKey(slot) ? `/office/reception/book?slot=${slot}` : "/office/reception/book", (actor) => booking(actor, parseSlotKey(slot) ? slot : ""));
}

async function booking(actor: Actor, wanted: string) {
  const words = await receptionWords();
  const { t, o, locale, city, reference } = words;
  const chosen = parseSlotKey(wanted), day = chosen ? words.dayOf(chosen.startsAt) : null;
  const [next, ofDay] = await Promise.all([nextFree(actor, 10), day ? readDays(actor, day, day) : []]);
  const sameDay = ofDay.flatMap((one) => one.slots.filter((slot) => slot.free > 0 && !slot.past && slot.official === chosen!.official));
  const slots = [...new Map([...sameDay, ...(chosen ? [] : next)].map((slot) => [slot.key, slot])).values()];
  const form = { words: formWords(locale), done: "", signInAddress: "/office/sign-in" };
  return (
    <Shell actor={actor} locale={locale} address="/office/reception/book" here="reception" title={t("book.title")}>
      <div className={page.page}>
        <p><OfficeLink href={`/office/reception${day ? `?day=${day}` : ""}`}>← {t("back")}</OfficeLink></p>
        <h1>{t("book.title")}</h1>
        {slots.length === 0 ? <p className={page.notice}>{t("next.none")}</p> : null}
        <Form {...form} action={bookVisit} label={t("book.title")} submits={[{ label: t("book.submit") }]} fields={[
          { kind: "choice", name: "slot", label: t("book.slot"), required: true, value: slots.some((slot) => slot.key === wanted) ? wanted : "", options: await slotOptions(words, slots) },
          { kind: "text", name: "name", label: t("book.name"), required: true },
          { kind: "text", name: "phone", label: t("book.phone"), hint: t("book.phone.hint") },
          { kind: "area", name: "topic", label: t("book.topic"), rows: 4, required: true },
          { kind: "select", name: "category", label: t("book.category"), empty: o("list.unknown"), options: reference.category.map((one) => ({ value: one.code, label: `${one.parent ? "\u2003" : ""}${nameFor(locale, one.names, city.language).text}` })) },
          { kind: "select", name: "language", label: t("book.language"), value: city.language, options: locales.map((one) => ({ value: one, label: languageName[one] })) },
          { kind: "text", name: "number", label: t("book.number"), hint: t("book.number.hint") },
        ]} />
        <section aria-labelledby="earlier">
          <h2 id="earlier">{t("book.find")}</h2>
          <Form {...form} action={findCallerCases} label={t("book.find")} submits={[{ label: t("book.find.submit"), quiet: true }]} fields={[{ kind: "text", name: "phone", label: t("book.phone"), hint: t("book.phone.hint") }]} />
        </section>
      </div>
    </Shell>
  );
}
