import type { FormAction } from "#app/_server/form-state.ts";
import { deviceName } from "#app/office/_parts/device-name.ts";
import { Form } from "#app/office/_parts/form.tsx";
import style from "#app/office/_parts/page.module.css";
import { formWords } from "#app/office/_parts/words.ts";
import { officeStaff } from "#lib/i18n/areas/office-staff.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { OpenSession } from "#lib/staff/session.ts";

type Props = { sessions: OpenSession[]; /** The session that looks. */ here: string; locale: Locale; timeZone: string; done: string; end: FormAction; /** Whose, for the administrator's form. */ of?: number };

/** Open sessions with what one needs to tell one's own from a stranger's; each can be ended. */
export function SessionList({ sessions, here, locale, timeZone, done, end, of }: Props) {
  const t = translator(officeStaff, locale);
  const moment = (at: Date) => formatMoment(locale, at, timeZone);
  if (sessions.length === 0) return <p className={style.quiet}>{t("session.none")}</p>;
  return (
    <ul className={style.people}>
      {sessions.map((one, index) => {
        const device = deviceName(one.agent) ?? t("session.unknown");
        const marks = [one.id === here ? t("session.here") : "", one.complete ? "" : t("session.half"), one.newDevice ? t("session.new") : "", one.method === "provider" ? t("session.provider") : ""].filter(Boolean);
        return (
          <li key={one.id} className={style.person}>
            <p><strong>{device}</strong>{one.address ? ` · ${one.address}` : ""}{marks.length > 0 ? <strong> · {marks.join(", ")}</strong> : null}</p>
            <p className={style.quiet}>{t("session.line", { since: moment(one.createdAt), seen: moment(one.lastSeenAt) })}</p>
            {one.id === here ? null : (
              <Form action={end} label={`${t("session.end")}: ${index + 1}. ${device}, ${moment(one.createdAt)}`} words={formWords(locale)} done={done} signInAddress="/office/sign-in" submits={[{ label: t("session.end"), quiet: true }]}
                fields={[...(of === undefined ? [] : [{ kind: "hidden", name: "id", value: String(of) } as const]), { kind: "hidden", name: "session", value: one.id }]} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
