import { dataRoute } from "#app/data/_answer.ts";
import { answerReleases } from "#lib/exports/releases-answer.ts";

export const { GET, HEAD, OPTIONS } = dataRoute(answerReleases);
