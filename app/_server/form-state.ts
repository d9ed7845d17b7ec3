/** What a guarded form shows when it comes back: what was typed is always in it. */
export type FormState = {
  values: Record<string, string | string[]>;
  /** What went wrong, in the official's language; `field` names the one to mend. */
  error?: { message: string; field?: string };
  /** The session ended: the way back to it that keeps this page. */
  signIn?: boolean;
  /** Somebody changed the case meanwhile: what, in words. */
  changes?: string[];
  /** What the case is now, for the next attempt. */
  seen?: string;
  /** Something to show once: an applicant, a one-time password. */
  shown?: { label: string; value: string }[];
  /** The field to go on in, after the form was filled. */
  focus?: string;
  /** The page's `done` when the form was sent: an older one means that a later attempt succeeded. */
  done?: string;
  turn: number;
};

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;
