import { describe, expect, test } from "vitest";
import { statuses } from "#db/reference/codelists.ts";
import { closedStatuses, type Track, workflow } from "#lib/appeals/status.ts";

// casework.md, States, written out a second time as the document says it.
const written: Record<Track, Record<string, string>> = {
  signal: {
    received: "assigned registered withdrawn spam merged",
    assigned: "in_work received registered withdrawn spam merged", // received: the wrong department (issue 3)
    in_work: "answered registered withdrawn spam merged",
    answered: "registered reopened",
    reopened: "assigned registered withdrawn",
  },
  appeal: {
    received: "registered withdrawn",
    registered: "assigned needs_conformity redirected returned terminated withdrawn",
    needs_conformity: "registered returned withdrawn",
    assigned: "in_work registered redirected withdrawn",
    in_work: "on_approval hearing terminated withdrawn",
    hearing: "in_work withdrawn",
    on_approval: "answered in_work withdrawn",
    answered: "reopened",
    reopened: "assigned withdrawn",
  },
};

describe.each(["signal", "appeal"] as const)("%s", (track) => {
  test.each(statuses)("from %s", (from) => {
    const to = workflow.filter((step) => step.track === track && step.from === from).map((step) => step.to);
    expect(to.toSorted()).toEqual((written[track][from] ?? "").split(" ").filter(Boolean).toSorted());
  });
});

test("terminal states lead nowhere, but for an answer that is reopened", () => {
  for (const step of workflow) if (closedStatuses.includes(step.from)) expect(step.from).toBe("answered");
});

test("return, termination and redirect are reached by a decided act only; signing is not its author's", () => {
  const via = Object.fromEntries(workflow.map((step) => [step.to, step.via]));
  expect(via).toMatchObject({ returned: "return", terminated: "terminate", redirected: "redirect" });
  expect(workflow.find((step) => step.from === "on_approval" && step.to === "answered")!.notAuthor).toBe(true);
});

test("a wrong department is told by the department itself, with a reason", () => {
  const back = workflow.filter((step) => step.via === "send_back");
  expect(back.map((step) => `${step.track}: ${step.from} → ${step.to}, ${step.by}, ${step.needs}`)).toEqual([
    "signal: assigned → received, case.work, reason", "appeal: assigned → registered, case.work, reason",
  ]);
});

test("spam and merged are for signals only", () => {
  for (const step of workflow) if (step.to === "spam" || step.to === "merged") expect(step.track).toBe("signal");
});
