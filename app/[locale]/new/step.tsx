import type { Site } from "#app/_server/site.ts";
import { CarriedPhotos, Photos } from "#app/_ui/photos.tsx";
import { CategoryChoices, PlaceChoices } from "./choices.tsx";
import { Entry, sayFault } from "./entry.tsx";
import type { Filled } from "./filled.ts";
import { Known } from "./known.tsx";
import styles from "./new.module.css";
import { Summary } from "./summary.tsx";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import { fields, type FieldName, longest, stepFields, webWays } from "#lib/resident/web-form.ts";

type Props = { site: Site; filled: Filled };

/** One step of the form: its own fields to see, and all others carried along unseen. The first button is the one that Enter presses. */
export function Step({ site, filled }: Props) {
  const { step, draft, token, faults, said } = filled;
  const t = translator(write, site.locale);
  const shown = stepFields[step];
  const wrong = faults.filter((fault) => shown.includes(fault.field));
  return (
    <>
      <header className={styles.opening}>
        <h1 tabIndex={-1}>{t("title")}</h1>
        {step === 1 && said.length + wrong.length === 0 ? <p className={styles.lead}>{t("lead")}</p> : null}
        <p className={styles.where} tabIndex={-1}><span>{t("step", { step, steps: 3 })}</span> <strong>{t(`step.${step}`)}</strong></p>
      </header>
      {said.length + wrong.length > 0 && (
        <div role="alert" tabIndex={-1} className={styles.refusal}>
          <p>{t("errors")}</p>
          <ul>
            {said.map((one) => <li key={one}>{one}</li>)}
            {wrong.map((fault) => <li key={fault.field}><a href={`#new-${fault.field}`}>{t(fault.field)}</a>: {sayFault(site.locale, fault)}</li>)}
          </ul>
        </div>
      )}
      <input type="hidden" name="locale" value={site.locale} />
      <input type="hidden" name="step" value={step} />
      <input type="hidden" name="token" value={token} />
      {fields.filter((name) => !shown.includes(name)).map((name) => <input key={name} type="hidden" name={name} value={draft[name]} />)}
      <p className={styles.trap} aria-hidden="true"><label>{t("trapLabel")} <input name="homepage" tabIndex={-1} autoComplete="off" /></label></p>
      {step === 1 && <What site={site} filled={filled} />}
      {step === 2 && <Who site={site} filled={filled} />}
      {step === 3 && <Summary site={site} draft={draft} known={filled.announced.find((one) => one.ref === draft.known)} />}
      {step === 3 ? <Photos locale={site.locale} kept={filled.photos} id="new-photos" /> : <CarriedPhotos kept={filled.photos} />}
      <p className={styles.buttons}>
        {step < 3 ? <button type="submit" name="go" value="next">{t("next")}</button> : <button type="submit" name="go" value="send">{t("send")}</button>}
        {step > 1 && <button type="submit" name="go" value="back" className={styles.second}>{t("back")}</button>}
      </p>
    </>
  );
}

const entryOf = ({ site, filled: { draft, faults } }: Props) => (name: FieldName) => {
  const fault = faults.find((one) => one.field === name);
  return { id: `new-${name}`, name, label: translator(write, site.locale)(name), value: draft[name], fault: fault && sayFault(site.locale, fault) };
};

function What(props: Props) {
  const t = translator(write, props.site.locale), entry = entryOf(props);
  return (
    <>
      <Entry {...entry("text")} hint={t("text.hint")}>{(it) => <textarea {...it} rows={7} />}</Entry>
      <Entry {...entry("category")}>{(it) => <select {...it}><CategoryChoices site={props.site} /></select>}</Entry>
      <Entry {...entry("place")}>{(it) => <select {...it}><PlaceChoices site={props.site} /></select>}</Entry>
      <Entry {...entry("address")} hint={t("address.hint")}>{(it) => <input {...it} maxLength={longest.address} autoComplete="street-address" />}</Entry>
      <div className={styles.notice}><h2>{t("formal")}</h2><p>{t("formal.text")}</p><p>{t("inPerson")} <a href={`/${props.site.locale}/reception`}>{t("inPerson.book")}</a></p></div>
    </>
  );
}

function Who(props: Props) {
  const t = translator(write, props.site.locale), entry = entryOf(props);
  return (
    <>
      <Known site={props.site} announced={props.filled.announced} chosen={props.filled.draft.known} />
      <p>{t("contact")}</p>
      <Entry {...entry("name")} hint={t("name.hint")}>{(it) => <input {...it} maxLength={longest.name} autoComplete="name" />}</Entry>
      <Entry {...entry("phone")} hint={t("phone.hint")}>{(it) => <input {...it} type="tel" maxLength={longest.phone} autoComplete="tel" />}</Entry>
      <Entry {...entry("email")} hint={t("email.hint")}>{(it) => <input {...it} inputMode="email" maxLength={longest.email} autoComplete="email" spellCheck={false} />}</Entry>
      <Entry {...entry("way")} hint={t("way.hint")}>{(it) => <select {...it}><option value="">{t("way.any")}</option>{webWays.map((way) => <option key={way} value={way}>{t(`way.${way}`)}</option>)}</select>}</Entry>
      <p className={styles.quiet}>{t("privacy")} <a href={`/${props.site.locale}/privacy#write`}>{t("privacy.more")}</a></p>
    </>
  );
}
