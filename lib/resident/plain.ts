/** A short answer in plain text, to the letter; one that the database didn't give says when to come again. */
export const plain = (status: number, text: string): Response => new Response(text, {
  status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...(status === 503 ? { "retry-after": "60" } : {}) },
});
