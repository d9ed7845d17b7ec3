/** What scrolls around an element: a pane of its own, else the page. */
export function scroller(of: Element): { top: number; by(distance: number): void } {
  for (let one = of.parentElement; one && one !== document.body; one = one.parentElement) {
    const pane = one;
    if (/auto|scroll/.test(getComputedStyle(pane).overflowY) && pane.scrollHeight > pane.clientHeight) return { top: pane.getBoundingClientRect().top, by: (distance) => { pane.scrollTop += distance; } };
  }
  return { top: 0, by: (distance) => window.scrollBy(0, distance) };
}

/**
 * Keeps the row that is read, and the field that is typed into, where they are while the page is drawn anew with rows
 * above them. (Browsers do it by themselves only when the pane isn't at its very top, and not all of them do.)
 */
export function holdPlaces(): { hold(): void; stop(): void } {
  let held: { element: Element; at: number }[] = [];
  const remember = () => {
    const feed = document.querySelector("[data-feed]");
    const rows = [...feed?.children ?? []];
    const row = feed?.checkVisibility() ? rows.find((one) => one.getBoundingClientRect().bottom > Math.max(0, scroller(one).top)) : undefined;
    const field = document.activeElement?.closest("main form") ? document.activeElement : null;
    held = [row, field].flatMap((element) => (element ? [{ element, at: element.getBoundingClientRect().top }] : []));
  };
  const settle = () => {
    for (const { element, at } of held) {
      const moved = element.isConnected ? element.getBoundingClientRect().top - at : 0;
      if (Math.abs(moved) >= 1) scroller(element).by(moved);
    }
  };
  const watch = new MutationObserver(settle);
  let until: ReturnType<typeof setTimeout> | undefined;
  const release = () => {
    watch.disconnect();
    document.removeEventListener("scroll", remember, { capture: true });
    held = [];
  };
  return {
    hold() {
      clearTimeout(until);
      remember();
      // Who scrolls meanwhile reads something else.
      document.addEventListener("scroll", remember, { capture: true, passive: true });
      watch.observe(document.body, { childList: true, subtree: true });
      until = setTimeout(release, 3_000);
    },
    stop() {
      clearTimeout(until);
      release();
    },
  };
}
