import { Form } from "#app/office/_parts/form.tsx";
import { replyToApplicant, splitConversation } from "#app/office/cases/[id]/conversation/actions.ts";
import { carriedFields } from "#app/office/cases/case-forms.ts";
import { formWord } from "#app/office/cases/wordless.ts";
import style from "#app/office/cases/panels/conversation.module.css";
import type { Panel, PanelProps } from "#app/office/cases/panels/panel.ts";
import { owns } from "#lib/appeals/scope.ts";
import { type ThreadFile, type ThreadLine, threadOf } from "#lib/appeals/thread.ts";
import { officeConversation } from "#lib/i18n/areas/office-conversation.ts";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import { translator } from "#lib/i18n/translate.ts";
import { letterChannel } from "#lib/outbox/notice.ts";
import { type ReplyWay, replyWay } from "#lib/outbox/reply.ts";
import { may } from "#lib/staff/actor.ts";

type Words = ReturnType<typeof translator<keyof (typeof officeConversation)["kk"]>>;
type Shown = { t: Words; caseId: number; at: string };

const picture = /^image\/(jpeg|png|webp)$/;

function FileEntry({ file, t, caseId, at }: Shown & { file: ThreadFile }) {
  const address = `/office/cases/${caseId}/attachments/${file.id}`;
  if (file.state === "waiting" || file.state === "lost") return <li>{t(`file.${file.state}`)}</li>;
  if (file.state === "refused") return <li>{t(file.reason === "too large" ? "file.refused.large" : "file.refused")}</li>;
  const about = `${file.name ?? file.type} (${t("file.size", { kb: Math.ceil((file.bytes ?? 0) / 1024) })})`;
  if (picture.test(file.type)) return <li><a href={address} target="_blank"><img src={address} alt={t("picture", { at })} loading="lazy" /></a></li>;
  const [sort] = file.type.split("/"), named = t(sort === "audio" ? "sound" : "film", { at });
  return (
    <li>
      {sort === "audio" ? <audio src={address} controls preload="none" aria-label={named} /> : sort === "video" ? <video src={address} controls preload="metadata" aria-label={named} /> : null}
      <a href={address} download>{t("file.save")}: {about}</a>
    </li>
  );
}

const Files = ({ files, ...shown }: Shown & { files: ThreadFile[] }) => (files.length === 0 ? null : <ul className={style.files}>{files.map((file) => <FileEntry key={file.id} file={file} {...shown} />)}</ul>);

/** How far one of our messages got: the provider's word where there is one, else ours. */
function reachedOf(line: ThreadLine, t: Words, moment: (at: Date) => string): { words: string; wrong: boolean } {
  const error = line.error ?? line.lastError ?? "";
  if (line.state === "dead" || line.delivery === "failed") return { words: t("sent.failed", { error }), wrong: true };
  if (line.state === "sent" && (line.delivery === "delivered" || line.delivery === "read")) return { words: t(`sent.${line.delivery}`, { at: moment(line.deliveryAt!) }), wrong: false };
  if (line.state === "waiting" && line.sentBy === letterChannel) return { words: t("sent.letter"), wrong: false };
  return { words: t(`sent.${line.state}` as "sent.waiting"), wrong: line.state === "in_doubt" || line.state === "undeliverable" };
}

function Line({ line, props, t }: { line: ThreadLine; props: PanelProps; t: Words }) {
  const { context, view } = props, at = context.moment(line.at);
  const { latitude, longitude, forwarded, caller } = (line.detail ?? {}) as { latitude?: number; longitude?: number; forwarded?: boolean; caller?: object };
  const form = line.form === "text" || line.form === "call" ? null : formWord(line.form, context.locale);
  const reached = line.ours ? reachedOf(line, t, context.moment) : null;
  const channel = line.ours ? translator(officeOutbox, context.locale)(`channel.${line.sentBy}` as "channel.email") : context.named("channel", line.channel)?.text;
  return (
    <li className={line.ours ? style.ours : undefined}>
      <p className={style.by}>{[t(line.ours ? "ours" : caller ? "caller" : "theirs"), channel, at, form, forwarded ? t("forwarded") : null].filter(Boolean).join(" · ")}</p>
      {line.text ? <p className={style.words} lang={view.language}>{line.text}</p> : null}
      {latitude === undefined || longitude === undefined ? null : <p><a href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`} target="_blank" rel="noreferrer">{t("place", { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) })}</a></p>}
      <Files files={line.files} t={t} caseId={view.id} at={at} />
      {reached ? <p className={reached.wrong ? style.wrong : style.by}>{reached.words}</p> : null}
    </li>
  );
}

/** What will become of a reply, said before it is written. */
function howWords({ channel, form, until }: ReplyWay, t: Words, moment: (at: Date) => string): string {
  if (form === "text" && until) return t("how.text", { until: moment(until) });
  if (channel === "whatsapp") return t(form === "template" ? "how.template" : "how.off");
  return t(`how.${channel === "email" || channel === "sms" ? channel : "letter"}`);
}

/** The conversation with the applicant, both sides in order; who works the case goes on with it, who triages takes another matter out. */
export const ConversationPanel: Panel = async (props) => {
  const { context, actor, view, list, forms } = props;
  const t = translator(officeConversation, context.locale);
  const [{ lines, loose }, way] = await Promise.all([threadOf(actor, view.id), replyWay(view.id, context.now)]);
  const writes = owns(actor, view) && may(actor, "case.reply") && way !== null && view.erasedAt === null;
  if (lines.length === 0 && loose.length === 0 && !writes) return null;
  const movable = lines.filter((line) => !line.ours).slice(1);
  return (
    <section aria-labelledby="case-conversation" className={style.forms}>
      <h2 id="case-conversation">{t("title")}</h2>
      {lines.length > 0 ? <ol className={style.thread}>{lines.map((line) => <Line key={line.id} line={line} props={props} t={t} />)}</ol> : null}
      {loose.length > 0 ? <><h3>{t("loose")}</h3><Files files={loose} t={t} caseId={view.id} at={context.moment(view.receivedAt)} /></> : null}
      {writes ? (
        <Form {...forms} action={replyToApplicant} label={t("reply")} folded="closed" submits={[{ label: t("reply.submit"), quiet: true }]}
          fields={[...carriedFields(view, list), { kind: "area", name: "text", label: t("reply.text"), hint: howWords(way, t, context.moment), rows: 5, required: true, lang: view.language }]} />
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
