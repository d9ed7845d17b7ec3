import { z } from "zod";

/** The parts of the case forms' input. */
export const caseId = z.string().regex(/^[1-9]\d{0,14}$/).transform(Number);
export const reason = z.string().max(4000);
export const longText = z.string().max(50_000);
export const optional = z.string().max(500).optional().transform((text) => text?.trim() || undefined);
export const optionalDay = z.union([z.literal("").transform(() => undefined), z.iso.date()]).optional();
export const seen = z.string().regex(/^\d{1,9}\.\d{1,9}$/).transform((text) => {
  const [version, seq] = text.split(".").map(Number);
  return { version: version!, seq: seq! };
});

/** What every form of a case carries: which case, as it was when the form was drawn, and the list beside it. */
export const caseForm = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ id: caseId, seen, list: z.string().max(2000).optional(), ...shape });
