import { publicPage } from "#app/_server/public-page.tsx";
import { Refusal } from "#lib/errors.ts";

export const instant = false;

/** Every address that is no page. */
export default function NoSuchPage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "", () => {
    throw new Refusal("notFound");
  });
}
