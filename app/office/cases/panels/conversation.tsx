import { Form } from "#app/office/_parts/form.tsx";
import { replyToApplicant, splitConversation } from "#app/office/cases/[id]/conversation/actions.ts";
import { carriedFields } from "#app/office/cases/case-forms.ts";
import style from "#app/office/cases/panels/conversation.module.css";
import type { Panel, PanelProps } from "#app/office/cases/panels/panel.ts";
import { Files } from "#app/office/cases/panels/thread-files.tsx";
import { Line } from "#app/office/cases/panels/thread-line.tsx";
import { formWord } from "#app/office/cases/wordless.ts";
import { owns } from "#lib/appeals/scope.ts";
import { type ThreadLine, threadOf } from "#lib/appeals/thread.ts";
import type { CaseView } from "#lib/appeals/view.ts";
import { officeConversation } from "#lib/i18n/areas/office-conversation.ts";
import { translator } from "#lib/i18n/translate.ts";
import { type ReplyWay, replyWay } from "#lib/outbox/reply.ts";
import { may } from "#lib/staff/actor.ts";

type Words = ReturnType<typeof translator<keyof (typeof officeConversation)["kk"]>>;

/** What will become of a reply, said before it is written. */
function howWords({ channel, form, until }: ReplyWay, t: Words, moment: (at: Date) => string): string {
  if (form === "text" && until) return t("how.text", { until: moment(until) });
  if (channel === "whatsapp") return t(form === "template" ? "how.template" : "how.off");
  return t(`how.${channel === "email" || channel === "sms" ? channel : "letter"}`);
}

/** The message that opened the case says no more than the case's own text, which stands above. */
const isCaseText = (line: ThreadLine | undefined, view: CaseView): boolean => line !== undefined && !line.ours && Object.keys(line.detail ?? {}).length === 0 && line.files.length === 0 && line.text === view.text;

/** The lines under their days. */
function Thread({ lines, props }: { lines: ThreadLine[]; props: PanelProps }) {
  return [...Map.groupBy(lines, (line) => props.context.day(line.at))].map(([day, those]) => (
    <div key={day} className={style.day}><h3>{day}</h3><ol className={style.thread}>{those.map((line) => <Line key={line.id} line={line} props={props} />)}</ol></div>
  ));
}

/** The conversation with the applicant, both sides in order; who works the case goes on with it, who triages takes another matter out. */
export const ConversationPanel: Panel = async (props) => {
  const { context, actor, view, list, forms } = props;
  const t = translator(officeConversation, context.locale);
  const [{ lines, loose }, way] = await Promise.all([threadOf(actor, view.id), replyWay(view.id, context.now)]);
  const writes = owns(actor, view) && may(actor, "case.reply") && way !== null && view.erasedAt === null;
  const shown = isCaseText(lines[0], view) ? lines.slice(1) : lines, movable = lines.filter((line) => !line.ours).slice(1);
  if (shown.length === 0 && loose.length === 0 && !writes) return null;
  return (
    <section aria-labelledby="case-conversation" className={style.forms}>
      <h2 id="case-conversation">{t("title")}</h2>
      <Thread lines={shown} props={props} />
      {loose.length > 0 ? <><h3>{t("loose")}</h3><Files files={loose} locale={context.locale} caseId={view.id} at={context.moment(view.receivedAt)} /></> : null}
      {writes ? (
        <Form {...forms} action={replyToApplicant} label={t("reply")} folded="closed" submits={[{ label: t("reply.submit"), quiet: true }]}
          fields={[...carriedFields(view, list), { kind: "area", name: "text", label: t("reply.text"), hint: howWords(way, t, context.moment), rows: 5, required: true, lang: view.language, keys: "e" }]} />
      ) : null}
      {may(actor, "case.split") && view.track === "signal" && view.closedAt === null && movable.length > 0 ? (
        <Form {...forms} action={splitConversation} label={t("split")} folded="closed" submits={[{ label: t("split.submit"), quiet: true }]} fields={[...carriedFields(view, list), {
          kind: "choice", name: "messages", many: true, label: t("split.messages"), hint: t("split.hint"),
          options: movable.map((line) => ({ value: String(line.id), label: `${context.moment(line.at)}: ${line.text.slice(0, 80) || formWord(line.form, context.locale)}` })),
        }]} />
      ) : null}
    </section>
  );
};
