import { Refusal, shorten } from "#lib/errors.ts";

/**
 * The parameters of an address, each known and given once. What we don't know is refused by name, never ignored: a typing
 * error must not look like an answer. @throws Refusal unknownParameter, repeatedParameter, noParameters
 */
export function readParameters<Name extends string>(request: Request, allowed: readonly Name[]): Partial<Record<Name, string>> {
  const given: Partial<Record<Name, string>> = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    const known = allowed.find((candidate) => candidate === name);
    if (known === undefined && allowed.length === 0) throw new Refusal("noParameters", { name: shorten(name) }, shorten(name));
    if (known === undefined) throw new Refusal("unknownParameter", { name: shorten(name), allowed: allowed.join(", ") }, shorten(name));
    if (given[known] !== undefined) throw new Refusal("repeatedParameter", { name: known }, known);
    given[known] = value;
  }
  return given;
}
