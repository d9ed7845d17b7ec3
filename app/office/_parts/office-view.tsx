import type { ReactNode } from "react";
import { isOutage } from "#app/_server/outage.ts";
import { officeLanguage, officePage } from "#app/_server/session.ts";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { Refusal } from "#lib/errors.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Permission } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** What isn't there, and what is there but not for this official: one answer, whole without JavaScript. The front reads the status from it. */
export async function Missing({ actor, address }: { actor: Actor; address: string }) {
  const locale = await officeLanguage();
  const title = translator(office, locale)("notFound.title");
  return (
    <Shell actor={actor} locale={locale} address={address} title={title}>
      <meta name="answer-status" content="404" />
      <div className={style.page}>
        <h1>{title}</h1>
        <p>{new Refusal("notFound").say(locale)}</p>
      </div>
    </Shell>
  );
}

/** The database is away: said plainly, with the page's address to try again; never "not found". */
export async function Away() {
  const locale = await officeLanguage();
  return (
    <main className={style.narrow}>
      <title>{translator(office, locale)("title")}</title>
      <meta name="answer-status" content="503" />
      <p>{new Refusal("unavailable").say(locale)}</p>
    </main>
  );
}

/** The one way to make an office page: who, may he, then what it shows; a refusal is "not found", an outage says so. */
export async function officeView(permission: Permission, address: string, make: (actor: Actor) => Promise<ReactNode>): Promise<ReactNode> {
  try {
    const { actor, allowed } = await officePage(permission, address);
    if (!allowed) return <Missing actor={actor} address="/office" />;
    return await make(actor).catch((error) => {
      if (error instanceof Refusal) return <Missing actor={actor} address="/office" />;
      throw error;
    });
  } catch (error) {
    if (!isOutage(error)) throw error;
    console.error(error);
    return <Away />;
  }
}
