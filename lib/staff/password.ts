import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { Refusal } from "#lib/errors.ts";

/** Argon2id at OWASP's figures, said aloud so that a library's new default can't weaken old promises. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const shortest = 12;
const longest = 200;
const common = /^(?:(.)\1+|0?123456789\d*|password.*|qwerty.*|пароль.*|йцукен.*|құпиясөз.*)$/iu;

/** One spelling for what two keyboards may compose differently. */
const normal = (password: string) => password.normalize("NFKC");

/** Refuses a password that is short, absurdly long, common, or is the login. */
export function checkPassword(password: string, login: string): void {
  const length = [...normal(password)].length;
  if (length < shortest || length > longest) throw new Refusal("passwordLength", { shortest, longest }, "password");
  if (common.test(password) || password.toLowerCase().includes(login.toLowerCase())) throw new Refusal("passwordCommon", {}, "password");
}

export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost);

// An account that isn't there costs the same time as one that is: its guess is compared with this.
let nobody: Promise<string> | undefined;

/** Whether a guess is the password; equally slow for an unknown account (`null`). */
export async function verifyPassword(passwordHash: string | null, guess: string): Promise<boolean> {
  const stored = passwordHash ?? (await (nobody ??= hash(oneTimePassword(), cost)));
  // Longer than any password of ours: hashing it would only burn time.
  const matches = await verify(stored, normal(guess.slice(0, longest * 4)));
  return matches && passwordHash !== null && guess.length <= longest * 4;
}

/** A password for the first sign-in, easy to read out over a phone: no 0/o, 1/l/i. */
export function oneTimePassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [part(), part(), part(), part()].join("-");
}
