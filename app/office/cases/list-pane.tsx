import Link from "next/link";
import { type Context, standing } from "#app/office/cases/context.ts";
import { viewAddress } from "#app/office/cases/query.ts";
import style from "#app/office/cases/cases.module.css";
import { statuses } from "#lib/appeals/status.ts";
import type { ListedCase, ListFilter } from "#lib/appeals/list.ts";
import type { Reference } from "#lib/appeals/reference.ts";

type Props = { context: Context; filter: ListFilter; rows: ListedCase[]; next: string | null; foundBy: string | null; openId: number | null };

/** The list with its search: a GET form, so a view is an address and works without JavaScript. */
export function ListPane({ context, filter, rows, next, foundBy, openId }: Props) {
  const { t, code, named } = context;
  const filtered = Object.keys(filter).some((key) => key !== "after" && key !== "q");
  const choose = (list: keyof Reference, label: string, unknown: boolean) => (
    <label>{label}
      <select name={list} defaultValue={filter[list] ?? ""}>
        <option value="">{t("list.any")}</option>
        {context.reference[list].map((one) => <option key={one.code} value={one.code}>{one.parent ? "· " : ""}{named(list, one.code)!.text}</option>)}
        {unknown ? <option value="unknown">{t("list.unknown")}</option> : null}
      </select>
    </label>
  );
  return (
    <section className={style.list} aria-label={t("list.title")}>
      {openId === null ? <h1 className={style.title}>{t("list.title")}</h1> : null}
      <form action="/office/cases" className={style.search} role="search">
        <label htmlFor="q">{t("list.search")} <small>{t("list.search.hint")}</small></label>
        <div className={style.box}>
          <input id="q" name="q" type="search" defaultValue={filter.q} />
          <button type="submit">{t("list.find")}</button>
        </div>
        <details open={filtered}>
          <summary>{t("list.filters")}</summary>
          <div className={style.filters}>
            <label>{t("list.status")}
              <select name="status" defaultValue={filter.status ?? ""}>
                <option value="">{t("list.any")}</option>
                {statuses.map((status) => <option key={status} value={status}>{code("status", status)}</option>)}
              </select>
            </label>
            {choose("department", t("list.department"), false)}
            {choose("category", t("list.category"), true)}
            {choose("district", t("list.district"), true)}
            {choose("channel", t("list.channel"), false)}
            <label className={style.tick}><input type="checkbox" name="overdue" value="1" defaultChecked={filter.overdue} /> {t("list.overdue")}</label>
            <button type="submit">{t("list.apply")}</button>
          </div>
        </details>
        {filtered || filter.q ? <p><Link prefetch={false} href={"/office/cases" as never}>{t("list.reset")}</Link>{foundBy ? <small> · {t(`list.by.${foundBy}` as "list.by.text")}</small> : null}</p> : null}
      </form>
      {rows.length === 0 ? <p className={style.empty}>{t(foundBy === "nothing" ? "list.short" : filtered || filter.q || filter.after ? "list.empty" : "list.none")}</p> : null}
      <ol className={style.rows}>
        {rows.map((row) => {
          const stands = standing(context, row);
          const category = named("category", row.category), district = named("district", row.district);
          return (
            <li key={row.id}>
              <Link prefetch={false} href={viewAddress(filter, row.id) as never} aria-current={row.id === openId ? "page" : undefined} className={style.row}>
                <span className={style.top}><strong>{row.number}</strong> <span>{code("status", row.status)}</span> <span className={stands.late ? style.late : style.due}>{stands.text}</span></span>
                <span className={style.excerpt} lang={row.language}>{row.excerpt || context.c("text.none")}</span>
                <span className={style.meta}>
                  {context.day(row.receivedAt)} · <span lang={named("channel", row.channel)?.lang}>{named("channel", row.channel)?.text}</span> · <span lang={category?.lang}>{category?.text ?? t("list.unknown")}</span>{district ? <> · <span lang={district.lang}>{district.text}</span></> : null}
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
      {filter.after || next ? (
        <nav className={style.paging} aria-label={t("list.pages")}>
          {filter.after ? <Link prefetch={false} href={viewAddress({ ...filter, after: undefined } as ListFilter) as never}>{t("list.first")}</Link> : null}
          {next ? <Link prefetch={false} href={viewAddress({ ...filter, after: next }) as never} rel="next">{t("list.next")}</Link> : null}
        </nav>
      ) : null}
    </section>
  );
}
