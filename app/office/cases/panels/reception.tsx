import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import type { Panel } from "#app/office/cases/panels/panel.ts";
import { bookFromCase } from "#app/office/reception/actions.ts";
import { receptionWords, slotOptions } from "#app/office/reception/words.ts";
import { nextFree, visitsOf } from "#lib/reception/read.ts";
import { may } from "#lib/staff/actor.ts";
import { staffNames } from "#lib/staff/names.ts";

/** Booking a personal reception from this case, and its result. */
export const ReceptionPanel: Panel = async ({ actor, view, list, forms }) => {
  if (!may(actor, "reception.read")) return null;
  const visits = await visitsOf(actor, view.id);
  const bookable = may(actor, "reception.book") && view.closedAt === null && !visits.some((visit) => visit.state === "booked");
  if (visits.length === 0 && !bookable) return null;
  const [words, free] = await Promise.all([receptionWords(), bookable ? nextFree(actor, 4) : []]);
  const { t } = words;
  const names = await staffNames(visits.map((visit) => visit.official));
  return (
    <section id="reception" aria-labelledby="case-reception">
      <h2 id="case-reception">{t("panel.title")}</h2>
      {visits.length > 0 ? (
        <ul>{visits.map((visit) => (
          <li key={visit.id}><OfficeLink href={`/office/reception/${visit.id}`}>{words.day(words.dayOf(visit.startsAt))}, {words.time(visit.startsAt)}</OfficeLink> – {names.get(visit.official)}: {t(`state.${visit.state}`)}{visit.settled ? "" : ` – ${t(`unsettled.${visit.state as "unsolved" | "promised"}`)}`}</li>
        ))}</ul>
      ) : null}
      {bookable ? free.length === 0 ? <p>{t("next.none")}</p> : (
        <Form {...forms} action={bookFromCase} label={t("panel.book")} folded="closed" submits={[{ label: t("book.submit"), quiet: true }]} fields={[
          { kind: "hidden", name: "id", value: String(view.id) }, { kind: "hidden", name: "list", value: list },
          { kind: "choice", name: "slot", label: t("next"), required: true, keys: "b", options: await slotOptions(words, free) }]} />
      ) : null}
    </section>
  );
};
