import { publicPage } from "#app/_server/public-page.tsx";
import { Button } from "#app/_ui/field.tsx";
import page from "#app/_ui/page.module.css";
import { releases as words } from "#lib/i18n/areas/releases.ts";
import { translator } from "#lib/i18n/translate.ts";

type Asked = Promise<Record<string, string | string[] | undefined>>;
type Decision = { path: "confirm" | "leave"; action: (form: FormData) => Promise<void>; /** What it may have led to. */ ends: readonly ("in" | "late" | "out")[] };

/**
 * A page that a letter leads to: one question, one button. It asks because mail scanners open every link; the secret in its
 * address is in no cache (scripts/serve/page-cache.ts) and is told to no other page.
 */
export function decisionPage(params: Promise<{ locale: string }>, searchParams: Asked, { path, action, ends }: Decision) {
  return publicPage(params, `/data/releases/${path}`, async ({ locale }) => {
    const t = translator(words, locale);
    const { key, done } = await searchParams;
    const end = typeof key === "string" ? undefined : ends.find((one) => one === done) ?? ends.at(-1)!;
    const said = end ? `${path}.${end}` as "leave.out" : null;
    return {
      title: t(said ?? `${path}.title`), index: false,
      body: (
        <>
          {/* Not "no-referrer": a browser's POST would then come from nowhere, and Next refuses it. */}
          <meta name="referrer" content="same-origin" />
          <div className={page.opening}>
            <h1>{t(said ?? `${path}.title`)}</h1>
            <p>{t(said ? `${said}Text` as "leave.outText" : `${path}.text`)}</p>
          </div>
          {said ? null : (
            <form action={action}>
              <input type="hidden" name="locale" value={locale} />
              <input type="hidden" name="key" value={String(key)} />
              <Button>{t(`${path}.button`)}</Button>
            </form>
          )}
          <p><a href={`/${locale}/data/releases`}>{t("all")}</a></p>
        </>
      ),
    };
  });
}
