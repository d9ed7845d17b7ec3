import type { ReactNode } from "react";
import type { Context } from "#app/office/cases/context.ts";
import type { FormWords } from "#app/office/_parts/field.ts";
import type { CaseView } from "#lib/appeals/view.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** What a part of the case page is drawn from. `forms` is what each of its forms is given besides its own fields. */
export type PanelProps = {
  context: Context; actor: Actor; view: CaseView;
  /** Officials whom this one may give work to. */
  executors: { id: number; name: string; department: string }[];
  /** The list beside the case, as a query: forms carry it back in their field `list`. */
  list: string;
  forms: { words: FormWords; done: string; signInAddress: string };
};

/** A part of the case page with a heading of its own; null when it has nothing to say to this official. */
export type Panel = (props: PanelProps) => ReactNode | Promise<ReactNode>;
