import { AnswerCheck } from "#app/office/_parts/answer-check.tsx";
import { type Field, type Option, keyHint } from "#app/office/_parts/field.ts";
import { keepTyped } from "#app/office/_parts/typed-early.ts";
import type { FormState } from "#app/_server/form-state.ts";
import style from "./form.module.css";

type Props = {
  field: Field; id: string; state: FormState; requiredWord: string;
  /** Being sent: what is typed now would be gone when the form comes back saved. */
  busy: boolean;
};

const listed = (value: string | string[] | undefined) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** Options under their groups' names, in the order they come. */
function grouped(options: Option[]): [string | undefined, Option[]][] {
  const groups = new Map<string | undefined, Option[]>();
  for (const option of options) groups.set(option.group, [...groups.get(option.group) ?? [], option]);
  return [...groups];
}

/** One field with its label, hint and, when it is the one to mend, its error; shows what was typed before. */
export function FormField({ field, id, state, requiredWord, busy }: Props) {
  const typed = state.values[field.name];
  const value = listed(typed ?? field.value)[0];
  if (field.kind === "hidden") return <input type="hidden" name={field.name} defaultValue={field.name === "seen" ? state.seen ?? field.value : field.kept ? value : field.value} />;
  const wrong = state.error?.field === field.name ? state.error.message : null;
  const described = [field.hint ? `${id}-hint` : "", wrong ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  const common = { id, name: field.name, "aria-describedby": described, "aria-invalid": wrong ? true : undefined, "aria-required": field.required || undefined, "aria-keyshortcuts": field.keys, title: keyHint(field.label, field.keys) } as const;
  const notes = (
    <>
      {field.hint ? <small id={`${id}-hint`} className={style.hint}>{field.hint}</small> : null}
      {wrong ? <strong id={`${id}-error`} className={style.wrong}>{wrong}</strong> : null}
    </>
  );
  const only = field.only ? { "data-only": field.only.join(" ") } : {};
  if (field.kind === "choice") {
    const chosen = state.turn > 0 ? listed(typed) : listed(field.value);
    return (
      <fieldset id={id} className={style.choice} aria-describedby={described} {...only}>
        <legend>{field.label}{field.required ? <span className={style.hint}> ({requiredWord})</span> : null}</legend>
        {notes}
        {field.options.map((option, index) => (
          <label key={option.value} className={style.option}>
            <input aria-keyshortcuts={index === 0 ? field.keys : undefined} title={index === 0 ? keyHint(field.label, field.keys) : undefined} type={field.many ? "checkbox" : "radio"} name={field.name} value={option.value} defaultChecked={chosen.includes(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <div className={style.field} {...only}>
      <label htmlFor={id}>{field.label}{field.required ? <span className={style.hint}> ({requiredWord})</span> : null}</label>
      {notes}
      {field.kind === "area" ? <textarea ref={keepTyped} {...common} readOnly={busy} rows={field.rows ?? 3} defaultValue={value} lang={field.lang} /> : null}
      {field.kind === "area" && field.check ? <AnswerCheck id={id} text={value ?? ""} words={field.check} language={listed(state.values.language)[0] ?? field.check.language} /> : null}
      {field.kind === "select" ? (
        <div className={field.press ? style.pressed : undefined}>
          <select {...common} defaultValue={value ?? ""}>
          {field.empty !== undefined ? <option value="">{field.empty}</option> : null}
          {grouped(field.options).map(([group, options]) => {
            const drawn = options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>);
            return group === undefined ? drawn : <optgroup key={group} label={group}>{drawn}</optgroup>;
          })}
        </select>
          {field.press ? <button type="submit" name={field.press.name} value={field.press.value} className={style.quiet}>{field.press.label}</button> : null}
        </div>
      ) : null}
      {field.kind === "text" || field.kind === "password" || field.kind === "date" || field.kind === "time" || field.kind === "number"
        ? <input {...common} readOnly={busy} type={field.kind} defaultValue={value} autoComplete={field.autoComplete ?? "off"} list={field.offers && `${id}-offers`} /> : null}
      {"offers" in field && field.offers ? <datalist id={`${id}-offers`}>{field.offers.map((one) => <option key={one} value={one} />)}</datalist> : null}
    </div>
  );
}
