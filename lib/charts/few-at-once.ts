import { Refusal } from "#lib/errors.ts";

/** Questions for charts under way; each asks the database and searches the cube before it is known whether its picture is ready. */
let underWay = 0;
const MOST = 80;

/** Answers unless too many are being answered already: whoever asks for hundreds of charts at once must not slow down pages and files. @throws Refusal tooManyPictures */
export async function fewAtOnce(answer: () => Promise<Response>): Promise<Response> {
  if (underWay >= MOST) throw new Refusal("tooManyPictures");
  underWay++;
  try {
    return await answer();
  } finally {
    underWay--;
  }
}
