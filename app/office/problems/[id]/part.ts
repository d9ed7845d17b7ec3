import type { FormWords } from "#app/office/_parts/field.ts";
import type { Context } from "#app/office/cases/context.ts";
import type { ProblemView } from "#lib/appeals/problem-view.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** What a part of the problem's page is drawn from. */
export type PartProps = { context: Context; actor: Actor; view: ProblemView; forms: { words: FormWords; done: string; signInAddress: string } };
