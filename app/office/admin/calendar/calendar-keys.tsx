"use client";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Goes from day to day by the arrow keys, so that a year is one stop of the Tab key and not 365. Without JavaScript all are links. */
export function CalendarKeys({ className, children }: { className: string; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const days = () => [...(frame.current?.querySelectorAll<HTMLAnchorElement>("a[data-day]") ?? [])];
  const enter = (day: HTMLAnchorElement | undefined) => {
    for (const one of days()) one.tabIndex = one === day ? 0 : -1;
  };
  useEffect(() => {
    const all = days();
    enter(all.find((one) => one.getAttribute("aria-current")) ?? all[0]);
  });
  function move(event: KeyboardEvent) {
    const all = days(), at = all.indexOf(event.target as HTMLAnchorElement);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const month = (n: number) => all.findIndex((one) => one.dataset.day!.slice(5, 7) === String(Number(all[at]!.dataset.day!.slice(5, 7)) + n).padStart(2, "0"));
    const to = event.key in steps ? at + steps[event.key]! : event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : event.key === "PageDown" ? month(1) : event.key === "PageUp" ? month(-1) : null;
    if (to === null) return;
    event.preventDefault();
    const day = all[to];
    if (!day) return;
    enter(day);
    day.focus();
  }
  return <div ref={frame} className={className} onKeyDown={move}>{children}</div>;
}
