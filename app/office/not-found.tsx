import { currentActor, officeLanguage } from "#app/_server/session.ts";
import { Shell } from "#app/office/_parts/shell.tsx";
import style from "#app/office/_parts/page.module.css";
import { Refusal } from "#lib/errors.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { translator } from "#lib/i18n/translate.ts";

/** What isn't there, and what is there but not for this official: one answer. */
export default async function NotFound() {
  const locale = await officeLanguage();
  const title = translator(office, locale)("notFound.title");
  return (
    <Shell actor={await currentActor()} locale={locale} address="/office" title={title}>
      <div className={style.page}>
        <h1>{title}</h1>
        <p>{new Refusal("notFound").say(locale)}</p>
      </div>
    </Shell>
  );
}
