import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";

// Browser tests drive the portal as `npm start` runs it. Without a Chromium they can't; that is said, not hidden.
export const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) => existsSync(file));
if (!chromium) console.warn("\n  NO CHROMIUM FOUND: the browser tests are skipped. Debian: apt-get install chromium\n");

export default defineConfig({
  test: {
    include: chromium ? ["tests/e2e/**/*.test.ts"] : [],
    passWithNoTests: true,
    globalSetup: chromium ? ["tests/support/portal.ts"] : [],
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
