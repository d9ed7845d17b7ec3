/** What a template may ask of a case, written {number}; the office's words say what each means. */
export const templateFields = ["number", "received", "registered", "due", "category", "district", "department", "executor", "signer", "city", "today"] as const;
export type TemplateField = (typeof templateFields)[number];

/** A case's values in the words of the template's language; null: the case has none (yet). */
export type FieldValues = Record<TemplateField, string | null>;

export const isField = (name: string): name is TemplateField => (templateFields as readonly string[]).includes(name);

/** The text with its fields filled; what the case doesn't know stays for the writer, as «[…]» with the field's own name. */
export const fillFields = (text: string, values: FieldValues, blank: (field: TemplateField) => string): string =>
  text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => (isField(name) ? values[name] ?? `[${blank(name)}]` : whole));

/** What the writer has still to fill in: «[…]», and fields that nobody filled. Such a text is not sent to anybody. */
export const unfilled = (text: string): string[] =>
  [...text.matchAll(/\[[^[\]\n]*\]|\{([a-z]+)\}/g)].filter(([, name]) => name === undefined || isField(name)).map(([whole]) => whole);
