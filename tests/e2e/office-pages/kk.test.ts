import { inLanguage } from "#tests/e2e/office-pages/visit.ts";

inLanguage("kk", { wide: true });
