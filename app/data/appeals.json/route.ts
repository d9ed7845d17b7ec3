import { dataRoute } from "#app/data/_answer.ts";
import { answerAppeals } from "#lib/exports/appeals-answer.ts";

export const { GET, HEAD, OPTIONS } = dataRoute((request) => answerAppeals(request, "json"));
