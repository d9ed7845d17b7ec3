/** Who may do what, as one table (casework.md, Roles). Which cases he may do it to is lib/appeals/scope.ts. */
export const roles = ["operator", "registrar", "head", "executor", "signer", "auditor", "publisher", "administrator"] as const;
export type Role = (typeof roles)[number];

const table = {
  "case.read": ["operator", "registrar", "head", "executor", "signer", "auditor"],
  /** Name and phone: a permission of its own, each look logged. */
  "applicant.look": ["operator", "registrar", "head", "executor", "signer", "auditor"],
  "case.classify": ["operator", "registrar", "head"],
  "case.register": ["registrar"],
  "case.assign": ["registrar", "head"],
  "case.work": ["head", "executor"],
  /** To write to the applicant: who triages asks where it is, who works it says when it will be done. */
  "case.reply": ["operator", "registrar", "head", "executor"],
  /** To make a case of its own of what was said in another. */
  "case.split": ["operator", "registrar"],
  "case.sign": ["signer"],
  "case.reopen": ["registrar", "signer"],
  "case.withdraw": ["registrar", "head"],
  "case.discard": ["registrar"],
  /** "I am on it": seen by the others who triage; no lock. */
  "case.claim": ["operator", "registrar", "head", "executor"],
  /** A co-executor's own part of somebody else's case. */
  "case.contribute": ["head", "executor"],
  /** Contact data and the way the answer goes: who takes it down may mend it. */
  "applicant.edit": ["operator", "registrar"],
  "code.issue": ["operator", "registrar"],
  /** That a letter was posted or handed over, or an answer read out. */
  "delivery.record": ["operator", "registrar", "head", "executor"],
  "problem.manage": ["registrar", "head"],
  "reception.read": ["operator", "registrar", "signer", "auditor"],
  "reception.book": ["operator", "registrar"],
  "reception.manage": ["registrar", "signer"],
  /** What came of a visit: written by who sits in the room, the akim or his registrar or operator. */
  "reception.record": ["operator", "registrar", "signer"],
  /** Calls: who picks up writes down. */
  "call.take": ["operator", "registrar"],
  "report.read": ["registrar", "head", "signer", "auditor"],
  /** What the next release will show, before the public sees it: the city's numbers, so not a department's head. */
  "release.preview": ["registrar", "signer", "auditor", "publisher"],
  "release.publish": ["publisher"],
  "audit.read": ["auditor"],
  "act.propose": ["registrar", "head", "executor"],
  "act.decide": ["head", "signer"],
  /** An extension is the akim's or his deputy's own decision, not a department's (art. 76 (3)). */
  "act.decide.extend": ["signer"],
  /** What is left to a session that isn't complete: the second step, and leaving. */
  "account.enter": roles,
  "account.own": roles,
  "staff.manage": ["administrator"],
  /** Rules are tried on cases before they are saved, so they are the registrar's and not the administrator's. */
  "routing.manage": ["registrar"],
  "template.manage": ["registrar"],
  "calendar.manage": ["administrator"],
  "outbox.manage": ["administrator"],
  /** The ways in and out: how they are set up and whether they run, never what came or went by them. */
  "way.manage": ["administrator"],
  "retention.manage": ["administrator"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof table;
export const permissions = Object.keys(table) as Permission[];

/** Whether any of the roles carries a permission. */
export const permits = (held: readonly Role[], permission: Permission): boolean =>
  (table[permission] as readonly Role[]).some((role) => held.includes(role));

/** Roles that work with a second factor only: until one is enrolled, its holder may do nothing but enrol. */
export const secondFactorRoles: readonly Role[] = ["registrar", "signer", "publisher", "administrator"];

/** Roles whose cases are their own department's only. */
export const departmental: readonly Role[] = ["head", "executor"];

/**
 * Whether one person may hold these roles together: an administrator has no access to cases, and an auditor who changed
 * something would audit himself.
 */
export function compatible(held: readonly Role[]): boolean {
  if (held.includes("auditor") && held.length > 1) return false;
  return !(held.includes("administrator") && held.some((role) => permits([role], "case.read")));
}
