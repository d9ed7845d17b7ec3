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
};

/** For the session and the tests' factory; nobody else may call it (tests/office/permissions.test.ts looks). */
export const proveActor = (facts: Omit<Actor, typeof proven>): Actor => facts as Actor;

export const may = (actor: Actor, permission: Permission): boolean => permits(actor.roles, permission);

/** @throws Refusal "forbidden" */
export function demand(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw new Refusal("forbidden");
}
