import { publicPage } from "#app/_server/public-page.tsx";
import { keptForPage } from "#app/_server/same-request.ts";
import { advance, type Told } from "./advance.tsx";
import { NewForm } from "./new-form.tsx";
import { Step } from "./step.tsx";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import { readDraft } from "#lib/resident/web-form.ts";

export const instant = false;

/** A resident writes to the akim. Asked with GET the page is the same empty form for everybody; what is filled in comes only in the answer to a POST. */
export default function NewPage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/new", async (site) => {
    const t = translator(write, site.locale);
    const kept = await keptForPage<Told>("new");
    const told = kept ?? { status: 200, done: false, view: <Step site={site} filled={{ step: 1, draft: readDraft(() => ""), token: "", photos: [], announced: [], faults: [], said: [] }} /> };
    return {
      title: t(told.done ? "talon.title" : "title"), description: t("description"), index: !kept, ...(told.status !== 200 && { status: told.status }),
      body: <NewForm action={advance} told={told} words={{ label: t("title"), offline: t("offline"), large: t("large"), sending: t("sending") }} />,
    };
  });
}
