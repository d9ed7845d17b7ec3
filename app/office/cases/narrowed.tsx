import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import style from "#app/office/cases/cases.module.css";
import type { Context } from "#app/office/cases/context.ts";
import type { ListWords } from "#app/office/cases/list-words.ts";
import { viewAddress } from "#app/office/cases/query.ts";
import { type ListFilter, namesIn } from "#lib/appeals/list-filter.ts";
import type { Occasion } from "#lib/appeals/occasion.ts";
import { formatDay } from "#lib/i18n/format.ts";
import type { Actor } from "#lib/staff/actor.ts";

type Props = { context: Context; w: ListWords; actor: Actor; filter: ListFilter };

/** The filters that links bring along – whose executor, which problem, what on which days – in words; each can be taken away alone. */
export async function Narrowed({ context, w, actor, filter }: Props) {
  const names = await namesIn(actor, filter);
  const without = (...gone: (keyof ListFilter)[]) => ({ ...filter, after: undefined, ...Object.fromEntries(gone.map((name) => [name, undefined])) }) as ListFilter;
  const day = (text: string | undefined) => formatDay(context.locale, text!);
  const active = [
    ...(filter.executor ? [{ text: filter.executor === "none" ? w("filter.executor.none") : `${w("filter.executor")}: ${names.executor}`, rest: without("executor") }] : []),
    ...(filter.problem ? [{ text: `${w("filter.problem")}: ${names.problem}`, rest: without("problem") }] : []),
    ...(filter.occasion ? [{ text: w("filter.between", { what: w(`occasion.${filter.occasion as Occasion}`), from: day(filter.from), to: day(filter.to) }), rest: without("occasion", "from", "to") }] : []),
  ];
  if (active.length === 0) return null;
  return (
    <ul className={style.narrowed} aria-label={w("filter.active")}>
      {active.map(({ text, rest }) => <li key={text}>{text} <OfficeLink href={viewAddress(rest)} aria-label={`${w("filter.remove")}: ${text}`}>{w("filter.remove")}</OfficeLink></li>)}
    </ul>
  );
}
