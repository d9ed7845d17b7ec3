import style from "#app/office/cases/cases.module.css";
import type { Panel } from "#app/office/cases/panels/panel.ts";
import { ratingsOf } from "#lib/appeals/ratings.ts";

/** Whether the answer really solved it, in the applicant's own words; nothing while he has said nothing. */
export const RatingPanel: Panel = async ({ context: { c, moment }, actor, view }) => {
  const ratings = await ratingsOf(actor, view.id);
  if (ratings.length === 0) return null;
  return (
    <section aria-labelledby="case-solved">
      <h2 id="case-solved">{c("solved")}</h2>
      <ul>{ratings.map(({ id, round, answer, reason, at }) => (
        <li key={id}><p><strong>{c(`rating.${answer}`)}</strong> <small>{c("solved.round", { round, at: moment(at) })}</small></p>{reason ? <p className={style.text} lang={view.language}>{reason}</p> : null}</li>
      ))}</ul>
    </section>
  );
};
