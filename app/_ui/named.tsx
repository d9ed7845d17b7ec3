import type { Named } from "#app/_server/site.ts";

/** A name from reference data, marked where it stands in another language than the page. */
export const Name = ({ name }: { name: Named }) => (name.lang ? <span lang={name.lang}>{name.text}</span> : <>{name.text}</>);
