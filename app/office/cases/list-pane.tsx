import type { ReactNode } from "react";
import { refusalOf } from "#app/_server/refused.ts";
import { keyHint } from "#app/office/_parts/field.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import style from "#app/office/cases/cases.module.css";
import { type Context, standing } from "#app/office/cases/context.ts";
import { Filters } from "#app/office/cases/filters.tsx";
import { type ListWords, listWords } from "#app/office/cases/list-words.ts";
import { Many, manyForm } from "#app/office/cases/many.tsx";
import { Narrowed } from "#app/office/cases/narrowed.tsx";
import { viewAddress } from "#app/office/cases/query.ts";
import { ListForms, ViewLinks, type Views } from "#app/office/cases/views.tsx";
import type { executorsFor } from "#lib/appeals/assign.ts";
import { type ListFilter, marks } from "#lib/appeals/list-filter.ts";
import { wordlessLine } from "#app/office/cases/wordless.ts";
import type { ListedCase } from "#lib/appeals/list.ts";
import type { Refusal } from "#lib/errors.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

export type Listed = { rows: ListedCase[]; next: string | null; foundBy: string | null; /** What the address asked for and there isn't. */ wrong?: Refusal };
type Props = Listed & { context: Context; actor: Actor; filter: ListFilter; done: string; all: boolean; views: Views; executors: Awaited<ReturnType<typeof executorsFor>>; openId: number | null; /** What stands above the list. */ above?: ReactNode };

const chosenFilters = ["status", "department", "category", "district", "channel", "executor", "problem", "occasion", "sort", ...marks] as const;

function Row({ context, w, filter, row, open, keys, ticked }: Pick<Props, "context" | "filter"> & { w: ListWords; row: ListedCase; open: boolean; keys: "j" | "k" | undefined; /** null: nothing can be ticked. */ ticked: boolean | null }) {
  const { t, code, named } = context;
  const stands = standing(context, row);
  const category = named("category", row.category), district = named("district", row.district);
  return (
    <li className={style.line}>
      {ticked === null ? null : (
        <label className={style.choose} {...(open ? { "aria-keyshortcuts": "x", title: keyHint(w("tick"), "x") } : {})}>
          <input type="checkbox" name="case" form={manyForm} value={`${row.id}.${row.version}.${row.seq}`} defaultChecked={ticked} aria-label={w("choose", { number: row.number })} />
        </label>
      )}
      <OfficeLink href={viewAddress(filter, row.id)} aria-current={open ? "page" : undefined} className={style.row} aria-keyshortcuts={keys} title={keys && keyHint(w(keys === "j" ? "next" : "previous"), keys)}>
        <span className={style.top}><strong>{row.number}</strong> <span>{code("status", row.status)}</span> <span className={stands.late ? style.late : stands.soon ? style.soon : style.due}>{stands.text}</span></span>
        <span className={style.excerpt} lang={row.language}>{row.excerpt || (wordlessLine(row.wordless, context.locale) ?? context.c("text.none"))}</span>
        <span className={style.meta}>
          {context.day(row.receivedAt)} · <span lang={named("channel", row.channel)?.lang}>{named("channel", row.channel)?.text}</span> · <span lang={category?.lang}>{category?.text ?? t("list.unknown")}</span>{district ? <> · <span lang={district.lang}>{district.text}</span></> : null}
          {row.word ? <> · <strong>{context.c(`word.${row.word}`)}</strong></> : null}
        </span>
      </OfficeLink>
    </li>
  );
}

/** What a field of the list is called. */
function labelOf(field: string, { t }: Context, w: ListWords): string {
  if (field === "executor" || field === "problem") return w(`filter.${field}`);
  if (field === "sort" || field === "occasion" || field === "from" || field === "to") return w(field);
  return t(`list.${field}` as "list.status");
}

/** The list: views, search, what is done with it as a whole, and the cases, whose open one's neighbours answer to j and k. */
export async function ListPane({ context, actor, filter, rows, next, foundBy, wrong, done, all, views, executors, openId, above }: Props) {
  const { t } = context, w = listWords(context.locale);
  const filtered = chosenFilters.some((name) => filter[name]);
  const shared = { words: formWords(context.locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(viewAddress(filter))}` };
  const choosing = may(actor, "case.classify") && rows.length > 0;
  // What was ticked when the form was refused is ticked still, without JavaScript too.
  const kept = (await refusalOf("changeMany", []))?.values.case ?? [];
  const ticked = (row: ListedCase) => all || [kept].flat().some((one) => one.startsWith(`${row.id}.`));
  const here = rows.findIndex((row) => row.id === openId);
  const keyOf = (index: number) => (index === here + 1 ? "j" as const : here > 0 && index === here - 1 ? "k" as const : undefined);
  const wrongLabel = wrong?.field && wrong.field !== "after" && wrong.field !== "people" ? labelOf(wrong.field, context, w) : null;
  return (
    <section className={style.list} aria-label={t("list.title")}>
      {openId === null ? <h1 className={style.title}>{t("list.title")}</h1> : null}
      {above}
      <ViewLinks w={w} filter={filter} views={views} />
      {wrong ? <p role="alert" className={style.wrong}>{wrongLabel ? `${wrongLabel}: ` : ""}{wrong.say(context.locale)}</p> : null}
      <Filters context={context} w={w} filter={filter} open={Boolean(wrongLabel)} />
      {wrong ? null : <Narrowed context={context} w={w} actor={actor} filter={filter} />}
      {filtered || filter.q || filter.people ? <p><OfficeLink href="/office/cases">{t("list.reset")}</OfficeLink>{foundBy ? <small> · {w(`by.${foundBy}` as "by.text")}</small> : null}</p> : null}
      <ListForms w={w} filter={filter} views={views} actor={actor} shared={shared} />
      {choosing ? <Many context={context} w={w} filter={filter} actor={actor} all={all} executors={executors} shared={shared} /> : null}
      {rows.length === 0 && !wrong ? <p className={style.empty}>{foundBy === "nothing" ? w("search.short") : t(filtered || filter.q || filter.people || filter.after ? "list.empty" : "list.none")}</p> : null}
      <ol className={style.rows}>
        {rows.map((row, index) => <Row key={`${row.id}.${all}`} context={context} w={w} filter={filter} row={row} open={row.id === openId} keys={keyOf(index)} ticked={choosing ? ticked(row) : null} />)}
      </ol>
      {filter.after || next ? (
        <nav className={style.paging} aria-label={t("list.pages")}>
          {filter.after ? <OfficeLink href={viewAddress({ ...filter, after: undefined })}>{t("list.first")}</OfficeLink> : null}
          {next ? <OfficeLink href={viewAddress({ ...filter, after: next })} rel="next">{t("list.next")}</OfficeLink> : null}
        </nav>
      ) : null}
    </section>
  );
}
