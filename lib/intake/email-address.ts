import { z } from "zod";

/** An e-mail address as people write it, or null when it is none. Its name is left as it was: some servers tell Anna from anna. */
export function emailAddress(text: string | null): string | null {
  const parsed = z.email().max(254).safeParse(text?.trim());
  return parsed.success ? parsed.data : null;
}
