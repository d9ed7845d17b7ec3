import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import type { Sql } from "postgres";
import { demoSecret } from "#db/demo/second-factor.ts";

/** What an authenticator app with this key shows; a demonstration account's unless told. */
export const codeAt = (at: Date | number, key = demoSecret): string => TOTP.generate({ secret: Secret.fromBase32(key.replaceAll(" ", "")), timestamp: Number(at) });

/**
 * The second step of a demonstration account's sign-in, if the page stands at it. Several sign-ins of one person within
 * half a minute would need several codes: what was used is forgotten first, and test files side by side take turns.
 */
export async function passSecondStep(page: Page, owner: Sql): Promise<void> {
  if (!page.url().includes("/office/sign-in/second")) return;
  const turn = await owner.reserve();
  try {
    await turn`SELECT pg_advisory_lock(hashtext('tests: second step'))`;
    await turn`UPDATE private.authenticator SET last_step = 0`;
    await page.fill("input[name=passcode]", codeAt(Date.now()));
    await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/office/sign-in")), page.locator('main form:has([name="passcode"]) button[type=submit]').click()]);
    await turn`SELECT pg_advisory_unlock(hashtext('tests: second step'))`;
  } finally {
    turn.release();
  }
}
