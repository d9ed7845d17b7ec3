import { Form } from "#app/office/_parts/form.tsx";
import { faultWords } from "#app/office/_parts/fault-words.ts";
import { officeAddress } from "#app/office/_parts/address.ts";
import { issueTrackingCode, recordHandover, recordUndelivered } from "#app/office/cases/[id]/applicant/actions.ts";
import { carriedFields } from "#app/office/cases/case-forms.ts";
import style from "#app/office/cases/cases.module.css";
import type { Panel, PanelProps } from "#app/office/cases/panels/panel.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import { translator } from "#lib/i18n/translate.ts";
import { deliveriesOf } from "#lib/outbox/deliveries.ts";
import { handWays, isCourtesy, letterChannel, obstacles } from "#lib/outbox/notice.ts";
import { may } from "#lib/staff/actor.ts";

type Notice = Awaited<ReturnType<typeof deliveriesOf>>["notices"][number];

/** Where a notice is on its way, in words. */
function stateOf({ state, channel, way, obstacle, doneAt, by, tryAt, tries }: Notice, { locale, moment, day }: PanelProps["context"]): string {
  const t = translator(officeOutbox, locale);
  if (state === "waiting" && channel === letterChannel) return t("state.letter");
  if (state === "waiting" && tries > 0 && tryAt) return `${t("state.waiting")}, ${t("next", { at: moment(tryAt) })}`;
  if (state === "handed_over") return t("state.handed_over", { way: t(`way.${way}` as "way.post"), at: day(doneAt!), by });
  if (state === "undeliverable") return t("state.undeliverable", { why: t(`obstacle.${obstacle}` as "obstacle.returned"), at: day(doneAt!), by });
  return t(`state.${state}` as "state.sent", { at: doneAt ? moment(doneAt) : "" });
}

function NoticeLine({ notice, props, wanted }: { notice: Notice; props: PanelProps; wanted: string | null }) {
  const { context, actor, view, list, forms } = props;
  const t = translator(officeOutbox, context.locale);
  const kind = t(`kind.${notice.kind}` as "kind.answer"), failed = notice.state === "dead" || notice.state === "given_up";
  return (
    <li>
      <p><strong>{kind}</strong> · {t(`channel.${notice.channel}` as "channel.email")}{notice.sentTo ? ` ${notice.sentTo}` : ""} · <span className={failed || notice.state === "in_doubt" || notice.state === "undeliverable" ? style.late : undefined}>{stateOf(notice, context)}</span></p>
      {failed && notice.lastError ? <p className={style.quiet}>{t("error", { error: faultWords(notice.lastError, context.locale) })}</p> : null}
      {failed ? <p>{t("record.instead")}</p> : null}
      {notice.segments === null ? null : <p className={style.text}><span lang={notice.language}>{notice.short ?? notice.text}</span> <span className={style.quiet}>({t("sms.text", { n: notice.segments })})</span></p>}
      <details><summary>{t("text")}: {notice.subject}</summary><p className={style.text} lang={notice.language}>{notice.text}</p></details>
      {may(actor, "applicant.look") && !isCourtesy(notice.kind) ? <p><a href={`/office/cases/${view.id}/notices/${notice.id}/letter.pdf`} target="_blank">{t("print")}</a></p> : null}
      {notice.forPeople && may(actor, "delivery.record") ? (
        <Form {...forms} action={recordHandover} folded="closed" label={`${t("record")}: ${kind}`} submits={[{ label: t("record.submit") }]} fields={[
          ...carriedFields(view, list), { kind: "hidden", name: "notice", value: String(notice.id) },
          { kind: "select", name: "way", label: t("record.way"), value: handWays.find((way) => way === wanted) ?? "post", options: handWays.map((way) => ({ value: way, label: t(`way.${way}`) })) },
          { kind: "date", name: "day", label: t("record.day"), required: true, value: cityDay(context.now, context.city.timeZone) },
        ]} />
      ) : null}
      {notice.mayFail && may(actor, "delivery.record") ? (
        <Form {...forms} action={recordUndelivered} folded="closed" label={`${t("obstacle.record")}: ${kind}`} submits={[{ label: t("record.submit") }]}
          fields={[...carriedFields(view, list), { kind: "hidden", name: "notice", value: String(notice.id) }, { kind: "select", name: "obstacle", label: t("obstacle"), value: notice.state === "handed_over" ? "returned" : "address", options: obstacles.map((one) => ({ value: one, label: t(`obstacle.${one}`) })) }]} />
      ) : null}
    </li>
  );
}

/** What was said to the applicant, which way it went and whether it arrived; his contact data and code are mended here. */
export const DeliveryPanel: Panel = async (props) => {
  const { context, actor, view, list, forms } = props;
  const t = translator(officeOutbox, context.locale);
  const { notices, way, reads } = await deliveriesOf(actor, view.id);
  const read = reads.find((one) => one.round === view.round);
  return (
    <section aria-labelledby="case-delivery">
      <h2 id="case-delivery">{t("delivery")}</h2>
      {notices.length === 0 ? <p className={style.quiet}>{t(view.hasApplicant ? "delivery.none" : "delivery.nobody")}</p> : null}
      {way ? <p className={style.quiet}>{t("wanted", { way: t(`way.${way}` as "way.post") })}</p> : null}
      <ul className={style.notices}>{notices.map((notice) => <NoticeLine key={notice.id} notice={notice} props={props} wanted={way} />)}</ul>
      {read ? <p>{t("read", { at: context.moment(read.readAt) })}</p> : view.status === "answered" ? <p className={style.quiet}>{t("unread")}</p> : null}
      {may(actor, "applicant.edit") ? <p><a href={officeAddress(`/office/cases/${view.id}/applicant`, { list })}>{t("contact.edit")}</a></p> : null}
      {may(actor, "code.issue") ? (
        <details>
          <summary>{t("code.issue")}</summary>
          <p className={style.quiet}>{t("code.about")}</p>
          <Form {...forms} action={issueTrackingCode} label={t("code.issue")} fields={carriedFields(view, list)} submits={[{ label: t("code.issue"), quiet: true }]} />
        </details>
      ) : null}
    </section>
  );
};
