import { permits, type Permission, type Role } from "#lib/permissions.ts";
import { Refusal } from "#lib/errors.ts";

declare const proven: unique symbol;

/** An official whose identity has been proven. Only lib/staff/session.ts and tests make one. */
export type Actor = {
  readonly [proven]: true;
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly department: string | null;
  readonly roles: readonly Role[];
  /** The session he works in. */
  readonly session: string;
  readonly mustChangePassword: boolean;
  /** This session passed the second factor, or none is needed: nothing enrolled and no role that must. False: no rights yet. */
  readonly secondFactor: boolean;
  /** He has an authenticator app or a passkey. */
  readonly enrolled: boolean;
};

/** For the session and the tests' factory; nobody else may call it (tests/office/permissions.test.ts looks). */
export const proveActor = (facts: Omit<Actor, typeof proven>): Actor => facts as Actor;

/** What a signed-in official has to do before anything else. */
export type FirstStep = "secondFactor" | "password" | "enrolment";

/** The step that stands before his work; null: none. The second factor comes first: a password alone opens nothing. */
export function firstStep(actor: Actor): FirstStep | null {
  if (!actor.secondFactor && actor.enrolled) return "secondFactor";
  if (actor.mustChangePassword) return "password";
  return actor.secondFactor ? null : "enrolment";
}

const meanwhile: Record<FirstStep, readonly Permission[]> = {
  secondFactor: ["account.enter"],
  password: ["account.enter", "account.own"],
  enrolment: ["account.enter", "account.own"],
};

/** Whether he may do this now: his roles carry it, and no first step stands before it. */
export function may(actor: Actor, permission: Permission): boolean {
  const step = firstStep(actor);
  return permits(actor.roles, permission) && (step === null || meanwhile[step].includes(permission));
}

/** @throws Refusal "forbidden", or "secondFactorNeeded" where only that is missing */
export function demand(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  const step = firstStep(actor);
  throw new Refusal(permits(actor.roles, permission) && step !== null && step !== "password" ? "secondFactorNeeded" : "forbidden");
}
