import style from "#app/office/cases/cases.module.css";
import type { Context } from "#app/office/cases/context.ts";
import { changeWords, tellChange } from "#app/office/tell-changes.ts";
import type { Change } from "#lib/appeals/conflict.ts";

/** Everything that happened to a case, newest first. */
export async function CaseHistory({ context, history }: { context: Context; history: Change[] }) {
  const words = await changeWords(history, context.locale);
  return (
    <section aria-labelledby="case-history">
      <h2 id="case-history">{context.c("history")}</h2>
      <ol className={style.history} reversed>
        {history.toReversed().map((change) => {
          const told = tellChange(change, words);
          return (
            <li key={told.seq}>
              <p><strong>{told.what}</strong> <small>{told.by}, {told.at}</small></p>
              {told.details.map((line) => <p key={line}>{line}</p>)}
              {told.reason ? <p className={style.reason}>«{told.reason}»</p> : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
