import type { Sql } from "postgres";
import { type Role, roles } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** What a walk's inputs may use: the database, one official a role (head and executor of 'heat'), a head and executor of 'roads'. */
export type World = {
  owner: Sql; who: Record<Role, Actor>; stranger: Actor;
  /** A case of the department 'heat'. */
  heat(facts?: Record<string, string | number | null>): Promise<number>;
  person(): Promise<number>;
};

/** One area's actions and pages: who may (by hand from casework.md, Roles) and what an action needs to succeed. */
export type Walk = {
  actions: Record<string, { may: Role[]; /** `actor`: whose own things it may need. */ input: (world: World, actor: Actor) => Promise<Record<string, string>>; /** `id` is a case: another department's doesn't exist. */ ofCase?: true }>;
  /** Pages by file. */
  pages: Record<string, Role[]>;
  /** What `[id]` stands for on pages where it is no case. */
  ids?: Record<string, (world: World, actor: Actor) => Promise<string>>;
  /** Permissions that the auditor may hold, though he changes nothing, or the administrator, though he sees no case. */
  auditor?: string[];
  administrator?: string[];
};

export const every: Role[] = [...roles];
export const readers: Role[] = ["operator", "registrar", "head", "executor", "signer", "auditor"];
