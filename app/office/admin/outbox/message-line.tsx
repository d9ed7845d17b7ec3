import { faultWords } from "#app/office/_parts/fault-words.ts";
import type { ComponentProps } from "react";
import { settleMessage } from "#app/office/admin/outbox/actions.ts";
import { Form } from "#app/office/_parts/form.tsx";
import style from "#app/office/_parts/page.module.css";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { type OutboxRow, verdictsOn } from "#lib/outbox/manage.ts";

type Props = { row: OutboxRow; locale: Locale; moment: (at: Date) => string; form: Pick<ComponentProps<typeof Form>, "words" | "done" | "signInAddress"> };

/** One message of the outbox with what may be done about it. */
export function MessageLine({ row, locale, moment, form }: Props) {
  const t = translator(officeOutbox, locale);
  const kind = t(`kind.${row.kind}` as "kind.answer");
  const facts = [
    `№ ${row.id}`, t(`channel.${row.channel}` as "channel.email"), row.address, row.tries > 0 ? t("tries", { n: row.tries }) : null, t("since", { at: moment(row.createdAt) }),
    row.state === "waiting" && row.tryAt ? t("next", { at: moment(row.tryAt) }) : null, row.begunAt && (row.state === "sending" || row.state === "in_doubt") ? t("begun", { at: moment(row.begunAt) }) : null,
  ].filter(Boolean);
  const hidden = { kind: "hidden", name: "message", value: String(row.id) } as const;
  const verdicts = verdictsOn(row.state);
  return (
    <li className={style.person}>
      <p><strong>{kind}</strong> <span className={style.quiet}>{facts.join(" · ")}</span></p>
      {row.lastError ? <p>{t("error", { error: faultWords(row.lastError, locale) })}</p> : null}
      {row.state === "in_doubt" ? <p>Message-ID: <code>{row.messageId}</code></p> : null}
      {verdicts.length > 0 ? (
        <details>
          <summary>{t("acts")}</summary>
          <div className={style.acts}>
            {verdicts.map((verdict) => (
              <Form key={verdict} {...form} action={settleMessage} label={`${t(`act.${verdict}`)}: № ${row.id}`} submits={[{ label: t(`act.${verdict}`), quiet: true }]} fields={[
                hidden, { kind: "hidden", name: "verdict", value: verdict }, ...(verdict === "give_up" ? [{ kind: "text", name: "reason", label: t("reason"), required: true } as const] : []),
              ]} />
            ))}
          </div>
        </details>
      ) : null}
    </li>
  );
}
