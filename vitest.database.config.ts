import { defineConfig } from "vitest/config";
import { testsWithDatabase } from "#tests/support/with-database.ts";
import units from "#vitest.config.ts";

// On another PostgreSQL only what works on a database needs to run again.
export default defineConfig({ test: { ...units.test, include: testsWithDatabase() } });
