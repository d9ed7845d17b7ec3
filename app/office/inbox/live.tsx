"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { holdPlaces, scroller } from "#app/office/inbox/hold-places.ts";
import style from "./inbox.module.css";

type Props = { words: { fresh: string; slow: string; ended: string; signIn: string }; signInAddress: string; newest: string; paged: boolean };
type State = "live" | "slow" | "ended";

/** Drawn anew at most this often, however much comes in. */
const pauseMs = 1_500;
/** Without a live line the page asks by itself. */
const slowMs = 60_000;
/** Who does nothing for so long isn't there: his page falls silent, so that his session may end and his claims pass. */
const unattendedMs = 30 * 60_000;

/**
 * Keeps the inbox as it is: listens to /office/live and has the page drawn anew by the server, what is read and typed
 * staying where it is. Without a live line it asks every minute, and never draws a page for a session that has ended:
 * the sign-in would take the place of what was typed.
 */
export function Live({ words, signInAddress, newest, paged }: Props) {
  const router = useRouter();
  const [fresh, setFresh] = useState(0);
  const [state, setState] = useState<State>("live");

  useEffect(() => {
    let source: EventSource | null = null;
    let pending: ReturnType<typeof setTimeout> | undefined, asking: ReturnType<typeof setTimeout> | undefined;
    let drawn = Date.now(), attended = Date.now(), over = false, ended = false, resting = false;
    const places = holdPlaces();
    const isUnattended = () => Date.now() - attended > unattendedMs;
    const close = () => {
      source?.close();
      source = null;
      clearTimeout(asking);
    };
    /** Whether the server answers and still knows this session. */
    const stands = async (): Promise<boolean> => {
      const status = await fetch("/office/live", { method: "HEAD" }).then((answer) => answer.status, () => 0);
      if (status === 401 || status === 403) {
        ended = true;
        close();
        setState("ended");
      }
      return status === 204;
    };
    const draw = () => {
      pending ??= setTimeout(async () => {
        const fine = await stands();
        pending = undefined;
        if (over || !fine) return;
        drawn = Date.now();
        places.hold();
        router.refresh();
      }, Math.max(0, drawn + pauseMs - Date.now()));
    };
    const ask = async () => {
      const fine = await stands();
      if (over || source || ended) return;
      setState("slow");
      asking = setTimeout(open, slowMs);
      if (fine) draw();
    };
    const open = () => {
      if (source || over || document.hidden) return;
      clearTimeout(asking);
      resting = isUnattended();
      if (resting) return;
      ended = false;
      const own = (source = new EventSource("/office/live"));
      own.onopen = () => {
        setState("live");
        draw(); // what came while nobody listened
      };
      own.onmessage = ({ data }) => {
        resting = isUnattended();
        if (resting) return close();
        const { kind } = JSON.parse(data) as { kind: string };
        if (kind === "received") setFresh((n) => n + 1);
        draw();
      };
      own.onerror = () => {
        if (own.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
        source = null;
        void ask();
      };
    };
    const here = () => {
      attended = Date.now();
      if (resting) open();
    };
    const seen = () => {
      if (document.hidden) return close();
      attended = Date.now();
      open();
    };
    /** Whoever has scrolled up to the newest has seen them. */
    const top = () => {
      const first = document.querySelector("[data-feed] > li");
      if (first?.checkVisibility() && first.getBoundingClientRect().top >= Math.max(0, scroller(first).top)) setFresh(0);
    };
    /** A claim passes without anybody doing anything. */
    const passing = setInterval(() => {
      const until = Number(document.querySelector<HTMLElement>("[data-until]")?.dataset.until ?? Infinity);
      if (source && !isUnattended() && until < Date.now()) draw();
    }, 15_000);

    open();
    document.addEventListener("visibilitychange", seen);
    document.addEventListener("scroll", top, { capture: true, passive: true });
    for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, here, { passive: true });
    return () => {
      over = true;
      close();
      clearTimeout(pending);
      clearInterval(passing);
      places.stop();
      document.removeEventListener("visibilitychange", seen);
      document.removeEventListener("scroll", top, { capture: true });
      for (const kind of ["keydown", "pointerdown"]) document.removeEventListener(kind, here);
    };
  }, [router]);

  const show = () => {
    setFresh(0);
    const feed = document.querySelector("[data-feed]");
    if (paged || !feed?.checkVisibility()) return router.push(newest as Route);
    feed.parentElement!.scrollIntoView();
    feed.parentElement!.scrollTo({ top: 0 });
  };
  return (
    <div className={style.live}>
      <p role="status" aria-live="polite">
        {fresh > 0 ? <button type="button" className={style.fresh} onClick={show}>{words.fresh.replace("{n}", String(fresh))}</button> : null}
        {state === "slow" ? <span className={style.state}>{words.slow}</span> : null}
        {state === "ended" ? <span className={style.state}>{words.ended} <a href={signInAddress} target="_blank">{words.signIn}</a></span> : null}
      </p>
    </div>
  );
}
