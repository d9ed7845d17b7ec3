import type { CaseView } from "#lib/appeals/view.ts";

type Standing = Pick<CaseView, "round" | "status"> & { answers: Pick<CaseView["answers"][number], "id" | "round">[] };

/** Whether an answer went out: signed, or the last of its finished round where none is signed (signals). */
export const wasSent = (view: Standing, one: Pick<CaseView["answers"][number], "id" | "round" | "signer">): boolean =>
  Boolean(one.signer) || ((one.round < view.round || view.status === "answered") && view.answers.find((other) => other.round === one.round)?.id === one.id);
