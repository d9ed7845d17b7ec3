import { defineConfig } from "vitest/config";

// Roles belong to the whole database server: tests use their own, with a secret that is no secret. Set on the process,
// because the global setup runs in it and the workers inherit it.
process.env.DATABASE_ROLE_PREFIX = "akimat_test";
process.env.PORTAL_SECRET = "tests-only-tests-only-tests-only-tests-only";
process.env.DATA_DIR ??= ".data/test";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    exclude: ["tests/e2e/**"],
    globalSetup: ["tests/support/global-setup.ts"],
    setupFiles: ["tests/support/seed.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
