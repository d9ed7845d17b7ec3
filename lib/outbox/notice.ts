/** What an applicant can be told about his case. `conformity`: what is missing, and by when (art. 64 (6)); `message`: an official's words in the conversation; `receipt`: the number and the code of what he wrote. */
export const noticeKinds = ["answer", "extension", "redirect", "return", "termination", "conformity", "registration", "reopening", "booking", "message", "rating", "receipt"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** A courtesy, not the law's: said where a channel of ours reaches him, else dropped; no paper is printed for it and nobody is alarmed. */
export const courtesies: readonly NoticeKind[] = ["rating", "receipt"];
export const isCourtesy = (kind: string): boolean => (courtesies as readonly string[]).includes(kind);

/** Stands in a kept text where the message that goes out has a tracking code: only its hash is kept (fresh-code.ts). */
export const codeMark = "{code}";

/**
 * Something to tell the applicant of a case. Days in `facts` are YYYY-MM-DD, moments ISO with their zone; who reads them
 * gets them in words (letter-text.ts says which facts each kind takes).
 */
export type Notice = {
  appeal: number;
  kind: NoticeKind;
  /** Unique: whatever happens twice is said once. */
  key: string;
  facts: Record<string, string>;
};

/** How a letter reached the applicant when an official saw to it. */
export const handWays = ["post", "hand", "phone"] as const;
export type HandWay = (typeof handWays)[number];

/** Why a letter can't reach the applicant: no such address, the post brought it back, he takes none, he never answers. */
export const obstacles = ["address", "returned", "refused", "unreachable"] as const;
export type Obstacle = (typeof obstacles)[number];

/** The channel of what people do: print and post, hand over, read out by phone. */
export const letterChannel = "letter";
