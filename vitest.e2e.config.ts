import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";

// Browser tests drive the portal as `npm start` runs it. Without a Chromium they can't; that is said, not hidden.
export const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) => existsSync(file));
if (!chromium) console.warn("\n  NO CHROMIUM FOUND: the browser tests are skipped. Debian: apt-get install chromium\n");

/** What each test file has in common. */
const files = { pool: "forks", testTimeout: 90_000, hookTimeout: 60_000 } as const;

// One portal for all: those who change it – act as officials, publish a release – go one after another, then those who only read it, side by side.
export default defineConfig({
  test: {
    passWithNoTests: true,
    globalSetup: chromium ? ["tests/support/portal.ts"] : [],
    projects: [
      { test: { ...files, name: "acts", include: chromium ? ["tests/e2e/acts/*.test.ts"] : [], maxWorkers: 1, sequence: { groupOrder: 1 } } },
      { test: { ...files, name: "reads", include: chromium ? ["tests/e2e/**/*.test.ts"] : [], exclude: ["tests/e2e/acts/**"], maxWorkers: 2, sequence: { groupOrder: 2 } } },
    ],
  },
});
