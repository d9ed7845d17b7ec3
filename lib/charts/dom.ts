import { Window } from "happy-dom";

// Recharts 3 draws nothing in react-dom/server (recharts issue 5997); it needs a document. This gives the thread that
// imports it one. It must come before react-dom, which looks once whether there is a DOM.

const window = new Window({ url: "http://localhost/", width: 1280, height: 800 });
const given = { window, document: window.document, Element: window.Element, HTMLElement: window.HTMLElement, SVGElement: window.SVGElement, Node: window.Node,
  getComputedStyle: window.getComputedStyle.bind(window), ResizeObserver: window.ResizeObserver, MutationObserver: window.MutationObserver,
  requestAnimationFrame: window.requestAnimationFrame.bind(window), cancelAnimationFrame: window.cancelAnimationFrame.bind(window) };
for (const [name, value] of Object.entries(given)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
