import { headers } from "next/headers";

// By the request: the action and the page that is drawn after it see the same headers object.
const kept = new WeakMap<object, { name: string; value: unknown }>();

/**
 * Keeps what an action answered for the page that is drawn in the same request. Without JavaScript React itself should
 * hand it on, but Next 16.4.5 resumes its prerendered shell and drops the form's state in production.
 */
export async function keepForPage(name: string, value: unknown): Promise<void> {
  kept.set(await headers(), { name, value });
}

/** What the action of this name answered in this very request. */
export async function keptForPage<T>(name: string): Promise<T | undefined> {
  const found = kept.get(await headers());
  return found?.name === name ? (found.value as T) : undefined;
}
