import type { Context } from "#app/office/cases/context.ts";
import style from "#app/office/cases/cases.module.css";
import { type ListFilter, marks, sortOf, sorts } from "#lib/appeals/list-filter.ts";
import { occasions } from "#lib/appeals/occasion.ts";
import type { Reference } from "#lib/appeals/reference.ts";
import { statuses } from "#lib/appeals/status.ts";
import type { ListWords } from "#app/office/cases/list-words.ts";

/** The search box and the filters: a GET form, so a view is an address and works without JavaScript. */
export function Filters({ context, w, filter, open }: { context: Context; w: ListWords; filter: ListFilter; open: boolean }) {
  const { t, code, named } = context;
  const chosen = ["status", "department", "category", "district", "channel", "occasion", ...marks].filter((name) => filter[name as "status"]).length;
  const choose = (list: keyof Reference, label: string, missing?: { value: string; label: string }) => (
    <label>{label}
      <select name={list} defaultValue={filter[list] ?? ""}>
        <option value="">{t("list.any")}</option>
        {context.reference[list].map((one) => <option key={one.code} value={one.code}>{one.parent ? "\u2003" : ""}{named(list, one.code)!.text}</option>)}
        {missing ? <option value={missing.value}>{missing.label}</option> : null}
      </select>
    </label>
  );
  const unknown = { value: "unknown", label: t("list.unknown") };
  return (
    <form action="/office/cases" className={style.search} role="search">
      <label htmlFor="q">{t("list.search")} <small id="q-hint">{w("search.hint")}</small></label>
      <div className={style.box}>
        <input id="q" name="q" type="search" defaultValue={filter.q} aria-keyshortcuts="/" aria-describedby="q-hint" title={`${t("list.search")} (/)`} />
        <button type="submit">{t("list.find")}</button>
      </div>
      {(["people", "executor", "problem"] as const).map((name) => (filter[name] ? <input key={name} type="hidden" name={name} value={filter[name]} /> : null))}
      <details open={open}>
        <summary>{t("list.filters")}{chosen > 0 ? ` (${chosen})` : ""}</summary>
        <div className={style.filters}>
          <label>{t("list.status")}
            <select name="status" defaultValue={filter.status ?? ""}>
              <option value="">{t("list.any")}</option>
              {statuses.map((status) => <option key={status} value={status}>{code("status", status)}</option>)}
            </select>
          </label>
          {choose("department", t("list.department"), { value: "none", label: w("filter.department.none") })}
          {choose("category", t("list.category"), unknown)}
          {choose("district", t("list.district"), unknown)}
          {choose("channel", t("list.channel"))}
          <label>{w("sort")}
            <select name="sort" defaultValue={sortOf(filter)}>{sorts.map((sort) => <option key={sort} value={sort}>{w(`sort.${sort}`)}</option>)}</select>
          </label>
          <label>{w("occasion")}
            <select name="occasion" defaultValue={filter.occasion ?? ""}>
              <option value="">{w("occasion.any")}</option>
              {occasions.map((occasion) => <option key={occasion} value={occasion}>{w(`occasion.${occasion}`)}</option>)}
            </select>
          </label>
          {(["from", "to"] as const).map((name) => <label key={name}>{w(name)}<input type="date" name={name} defaultValue={filter[name]} /></label>)}
          <div className={style.marks}>
            {marks.map((mark) => <label key={mark} className={style.tick}><input type="checkbox" name={mark} value="1" defaultChecked={filter[mark]} /> {w(`mark.${mark}`)}</label>)}
          </div>
          <button type="submit">{t("list.apply")}</button>
        </div>
      </details>
    </form>
  );
}
