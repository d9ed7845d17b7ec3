/** What a page says to search engines. A "<" inside would let a name from the data end the element. */
export const JsonLd = ({ content }: { content: object }) => (
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(content).replaceAll("<", String.raw`\u003c`) }} />
);
