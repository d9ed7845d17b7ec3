import { expect, test } from "vitest";
import { milestones } from "#lib/track/timeline.ts";

const event = (line: string, n: number) => {
  const [kind, status] = line.includes(":") ? line.split(":") as [string, string] : ["status", line];
  return { at: new Date(Date.UTC(2026, 10, 1 + n)), kind, status: status || null, to: null, term: null, dueAt: null, reason: null };
};
const told = (...lines: string[]) => milestones({ events: lines.map(event) }).map(({ what }) => what);

test("a life as a resident is told it", () => {
  expect(told("received:received", "registered", "assigned", "in_work", "extended:", "on_approval", "answered"))
    .toEqual(["received", "registered", "assigned", "in_work", "extended", "on_approval", "answered"]);
});
test("what goes back and forth in the office is told once", () => {
  expect(told("received:received", "registered", "assigned", "registered", "assigned", "in_work", "on_approval", "in_work", "on_approval", "answered"))
    .toEqual(["received", "registered", "assigned", "in_work", "on_approval", "answered"]);
});
test("after a reopening everything is told anew", () => {
  expect(told("received:received", "assigned", "in_work", "answered", "reopened", "assigned", "in_work", "answered"))
    .toEqual(["received", "assigned", "in_work", "answered", "reopened", "assigned", "in_work", "answered"]);
});
test("a wait for completion and its end, twice", () => {
  expect(told("received:received", "registered", "needs_conformity", "registered", "needs_conformity", "registered", "assigned"))
    .toEqual(["received", "registered", "needs_conformity", "completed", "needs_conformity", "completed", "assigned"]);
});
test("an imported case begins with its receipt", () => expect(told("imported:answered")).toEqual(["received"]));
