/** Why a row of an import is not taken. The code is for programs and tests, the sentence for whoever mends the file. */
export const rejections = {
  "broken-quotes": "quotes that do not close, or letters after a closing quote",
  "wrong-column-count": "not as many cells as the header has columns",
  "bad-encoding": "letters that are not of the file's encoding; name the encoding in the map",
  "bad-character": "a NUL character, which the database cannot hold",
  "bad-id": "the source id is empty or longer than 200 letters",
  "too-long": "the text is longer than 50 000 letters",
  "bad-date": "a date that is not of the map's format, or no day of the calendar",
  "no-such-time": "a time that was skipped when the clock was put forward",
  "no-received-date": "no date of receipt",
  "after-observation": "a date later than the source was observed",
  "closed-before-received": "closed before it was received",
  "closed-without-date": "its status is final but there is no closing date",
  "open-with-closing-date": "its status is open but there is a closing date",
  "outcome-of-open": "an outcome, but the case is not closed",
  "unknown-category": "a category that the map does not have",
  "unknown-district": "a district that the map does not have",
  "unknown-department": "a department that the map does not have",
  "unknown-channel": "a channel that the map does not have",
  "unknown-status": "a status that the map does not have",
  "unknown-outcome": "an outcome that the map does not have",
  "unknown-kind": "a kind that the map does not have",
  "unknown-language": "a language that the map does not have",
  "not-valid-then": "a category or district that did not exist on the day of receipt",
} as const;
export type RejectionCode = keyof typeof rejections;

/** A row that is not taken: its reason and the value or column it is about. */
export class Rejection {
  readonly code: RejectionCode;
  readonly about: string;
  constructor(code: RejectionCode, about = "") {
    this.code = code;
    this.about = about;
  }
  /** @example "unknown-category: a category that the map does not have (Snow)" */
  say(): string {
    return `${this.code}: ${rejections[this.code]}${this.about ? ` (${this.about.slice(0, 200)})` : ""}`;
  }
}
