"use client";
import { useEffect, useRef, useState } from "react";
import style from "./keys.module.css";

export type KeyWords = { link: string; title: string; on: string; go: string; help: string; escape: string; close: string; about: string };
type Entry = { keys: string; name: string };

/** Where the choice is kept, in this browser: single keys can be switched off (WCAG 2.1.4). */
const setting = "office-keys";
const areOn = () => { try { return localStorage.getItem(setting) !== "off"; } catch { return true; } };

/** The key that was pressed, as on a Latin keyboard: a Kazakh or Russian layout has the same keys in the same places. */
export function keyOf({ key, code, shiftKey }: Pick<KeyboardEvent, "key" | "code" | "shiftKey">): string {
  if (key === "?" || key === "/" || key === "Escape") return key;
  if (/^[a-z]$/i.test(key)) return shiftKey ? "" : key.toLowerCase();
  if (/^[ -~]$/.test(key) && !".,".includes(key)) return ""; // a Latin layout's own sign
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? "" : letter.toLowerCase();
  return code === "Slash" ? (shiftKey ? "?" : "/") : "";
}

/** Whether keys are letters here: what is typed must never act. */
const isWriting = (target: EventTarget | null): boolean => target instanceof HTMLElement
  && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])"));

const inClosedFold = (element: Element): boolean => element.closest("details:not([open])") !== null && element.closest("summary") === null;
const isThere = (element: HTMLElement): boolean => !element.closest("dialog") && (element.checkVisibility({ visibilityProperty: true }) || inClosedFold(element)) && element.closest("[data-only]")?.checkVisibility() !== false;

/** Something is typed here and not sent yet. */
const isHalfWritten = (): boolean => [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("main textarea, main input:not([type=checkbox], [type=radio], [type=hidden])")]
  .some((field) => field.value !== field.defaultValue && field.closest("main")!.checkVisibility()); // a page that was left is kept for a while, hidden

/** Fields are led to, anything else is pressed; what lies in a fold is unfolded first and pressed the second time. */
function act(element: HTMLElement): void {
  const folded = inClosedFold(element);
  for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  element.focus();
  if (element.matches("input, select, textarea")) element.scrollIntoView({ block: "center" });
  // A call doesn't wait, and what is half written isn't lost by it.
  else if (element instanceof HTMLAnchorElement && element.closest("nav") && isHalfWritten()) window.open(element.href);
  else if (!folded) element.click();
}

const nameOf = (element: HTMLElement, keys: string): string =>
  element.title.replace(` (${keys})`, "") || element.getAttribute("aria-label") || element.textContent?.trim() || "";

/** What has a key on this page: in the page's order, each key once. */
function onThisPage(words: KeyWords): Entry[] {
  const entries = new Map<string, string>();
  for (const element of document.querySelectorAll<HTMLElement>("[aria-keyshortcuts]")) {
    const keys = element.getAttribute("aria-keyshortcuts")!;
    if (!entries.has(keys) && isThere(element)) entries.set(keys, nameOf(element, keys));
  }
  for (const link of document.querySelectorAll<HTMLElement>("[data-goto]")) entries.set(`g ${link.dataset.goto}`, words.go.replace("{to}", link.textContent?.trim() ?? ""));
  entries.set("?", words.help);
  entries.set("Esc", words.escape);
  return [...entries].map(([keys, name]) => ({ keys, name }));
}

/**
 * The office's keys: what carries aria-keyshortcuts is pressed, or led to, by that key, and `g` with a section's letter
 * goes there. Never while something is typed. `?` or its link shows what this page has, and switches the keys off.
 */
export function Keys({ words }: { words: KeyWords }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [ready, setReady] = useState(false);
  const [on, setOn] = useState(true);
  const [entries, setEntries] = useState<Entry[]>([]);
  const show = () => {
    setEntries(onThisPage(words));
    setOn(areOn());
    dialog.current?.showModal();
  };

  useEffect(() => {
    setReady(true);
    let going = 0;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || dialog.current?.open) return;
      const key = keyOf(event);
      if (isWriting(event.target)) {
        if (key === "Escape") (event.target as HTMLElement).blur();
        return;
      }
      if (key === "" || key === "Escape" || !areOn()) return;
      const went = Date.now() - going < 1_500;
      going = key === "g" && !went ? Date.now() : 0;
      const found = went ? document.querySelector<HTMLElement>(`[data-goto="${CSS.escape(key)}"]`)
        : [...document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts~="${CSS.escape(key)}"]`)].find((element) => isThere(element) || /^[jk]$/.test(key));
      if (!found && key !== "?") return;
      event.preventDefault();
      if (found) act(found);
      else show();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });

  return (
    <>
      <button type="button" className={ready ? style.link : style.waiting} onClick={show}>{words.link} (?)</button>
      <dialog ref={dialog} className={style.dialog} aria-labelledby="keys-title">
        <h2 id="keys-title">{words.title}</h2>
        <dl className={style.keys}>{entries.map((one) => <div key={one.keys}><dt>{one.keys.split(" ").map((key) => <kbd key={key}>{key}</kbd>)}</dt><dd>{one.name}</dd></div>)}</dl>
        <p className={style.about}>{words.about}</p>
        <form method="dialog">
          <label className={style.switch}>
            <input type="checkbox" checked={on} onChange={(event) => {
              setOn(event.target.checked);
              try { localStorage.setItem(setting, event.target.checked ? "on" : "off"); } catch { /* a browser that keeps nothing: on until the next page */ }
            }} /> {words.on}
          </label>
          <button type="submit">{words.close}</button>
        </form>
      </dialog>
    </>
  );
}
