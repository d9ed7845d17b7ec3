import type { z } from "zod";

/** How one way in or out is described; an administrator's form is made of it (fields.ts). */
export type Way = {
  /** Shown and changed in the office. */
  settings: z.ZodObject;
  /** Sealed in the database and never shown again. */
  secrets: z.ZodObject;
  /** The outbox channel that it sends by. */
  sends?: string;
  /** Nothing comes by it that would be taken in: it only opens a page of ours. */
  opensPage?: boolean;
  /** Our addresses that its provider is told. Braces stand for a secret that only people know. */
  calledAt?: readonly string[];
};
