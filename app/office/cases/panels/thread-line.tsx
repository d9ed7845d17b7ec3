import { faultWords } from "#app/office/_parts/fault-words.ts";
import style from "#app/office/cases/panels/conversation.module.css";
import type { PanelProps } from "#app/office/cases/panels/panel.ts";
import { Files } from "#app/office/cases/panels/thread-files.tsx";
import { formWord } from "#app/office/cases/wordless.ts";
import type { ThreadLine } from "#lib/appeals/thread.ts";
import { officeConversation } from "#lib/i18n/areas/office-conversation.ts";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import { formatTime } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { languageOf } from "#lib/intake/language.ts";
import { letterChannel } from "#lib/outbox/notice.ts";

/** What intake knows of a message besides its words (lib/intake). */
type Detail = { latitude?: number; longitude?: number; forwarded?: boolean; removed?: boolean; caller?: object };

/** How far one of our messages got: the provider's word where there is one, else ours. */
function reachedOf(line: ThreadLine, { locale, moment }: PanelProps["context"]): { words: string; wrong: boolean } {
  const t = translator(officeConversation, locale), error = faultWords(line.error ?? line.lastError ?? "", locale);
  if (line.state === "dead" || line.delivery === "failed") return { words: t("sent.failed", { error }), wrong: true };
  if (line.state === "sent" && (line.delivery === "delivered" || line.delivery === "read")) return { words: t(`sent.${line.delivery}`, { at: moment(line.deliveryAt!) }), wrong: false };
  if (line.state === "waiting" && line.sentBy === letterChannel) return { words: t("sent.letter"), wrong: false };
  return { words: t(`sent.${line.state}` as "sent.waiting"), wrong: line.state === "in_doubt" || line.state === "undeliverable" };
}

/** One message of a conversation: who, by what and when, its words, its place and files, and of ours how far it got. */
export function Line({ line, props: { context, view } }: { line: ThreadLine; props: PanelProps }) {
  const { locale } = context, t = translator(officeConversation, locale);
  const { latitude, longitude, forwarded, removed, caller } = (line.detail ?? {}) as Detail;
  const isWords = line.form === "text" || line.form === "call", isUnread = line.form === "unsupported" || line.form === "unknown";
  const channel = line.ours ? translator(officeOutbox, locale)(`channel.${line.sentBy}` as "channel.email") : context.named("channel", line.channel)?.text;
  const reached = line.ours ? reachedOf(line, context) : null;
  const by = [t(line.ours ? "ours" : caller ? "caller" : "theirs"), channel, formatTime(locale, line.at, context.city.timeZone), isWords ? null : removed ? t("form.reaction.removed") : formWord(line.form, locale), forwarded ? t("forwarded") : null];
  return (
    <li className={line.ours ? style.ours : undefined}>
      <p className={style.by}>{by.filter(Boolean).join(" · ")}</p>
      {line.text ? <p className={style.words} lang={languageOf(line.text) ?? view.language}>{line.text}</p> : isUnread ? <p>{t("form.unread")}</p> : null}
      {latitude === undefined || longitude === undefined ? null : <p><a href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`} target="_blank" rel="noreferrer">{t("place", { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) })}</a></p>}
      <Files files={line.files} locale={locale} caseId={view.id} at={context.moment(line.at)} />
      {reached ? <p className={reached.wrong ? style.wrong : style.by}>{reached.words}</p> : null}
    </li>
  );
}
