import type { Random } from "#db/demo/generate/random.ts";
import type { Place } from "#db/demo/generate/places.ts";
import { culture } from "#db/demo/generate/texts/culture.ts";
import { education } from "#db/demo/generate/texts/education.ts";
import { heating } from "#db/demo/generate/texts/heating.ts";
import { land } from "#db/demo/generate/texts/land.ts";
import { order } from "#db/demo/generate/texts/order.ts";
import { peopleMatters } from "#db/demo/generate/texts/people-matters.ts";
import { power } from "#db/demo/generate/texts/power.ts";
import { roads } from "#db/demo/generate/texts/roads.ts";
import { transport } from "#db/demo/generate/texts/transport.ts";
import { waste } from "#db/demo/generate/texts/waste.ts";
import { water } from "#db/demo/generate/texts/water.ts";
import { yards } from "#db/demo/generate/texts/yards.ts";

export type Language = "kk" | "ru";
/** What people say about a category, in each language. {days} is 5–9, {weeks} 2–4, {degrees} 12–16, {floor} 3–9. */
export type Sayings = Record<string, Record<Language, readonly string[]>>;

export const sayings: Sayings = {
  ...heating, ...water, ...power, ...roads, ...yards, ...waste, ...order, ...transport, ...education, ...land, ...culture, ...peopleMatters,
};

const greetings: Record<Language, readonly string[]> = {
  kk: ["Сәлеметсіздер ме!", "Қайырлы күн!", "Армысыздар!", "Құрметті әкімдік қызметкерлері!", "Ассалаумағалейкум!"],
  ru: ["Здравствуйте!", "Добрый день!", "Уважаемые сотрудники акимата!", "Доброго времени суток!"],
};
const closings: Record<Language, readonly string[]> = {
  kk: ["Шара қолдануды сұраймын.", "Жауабыңызды күтемін.", "Тексеріп, жауап берулеріңізді өтінемін.", "Көмектесіңіздерші.", "Алдын ала рақмет.", "Осы мәселені шешіп берсеңіздер екен."],
  ru: ["Прошу принять меры.", "Жду ответа.", "Прошу проверить и ответить.", "Помогите, пожалуйста.", "Заранее спасибо.", "Просим решить этот вопрос."],
};
const junk: Record<Language, readonly string[]> = {
  kk: ["Құжатсыз жылдам несие! Қазір хабарласыңыз.", "Сіз сыйлық ұтып алдыңыз, растау үшін жауап жазыңыз.", "Көтерме бағамен терезе, есік. Жеңілдік бар."],
  ru: ["Быстрый кредит без документов! Звоните сейчас.", "Вы выиграли приз, для подтверждения ответьте на это сообщение.", "Окна и двери по оптовым ценам. Скидки."],
};

export const composeJunk = (random: Random, language: Language): string => random.pick(junk[language]);

/** Fills a saying's places; ranges are such that Russian needs one plural form only. */
const fill = (random: Random, saying: string): string => saying
  .replace("{days}", () => String(random.int(5, 9))).replace("{weeks}", () => String(random.int(2, 4)))
  .replace("{degrees}", () => String(random.int(12, 16))).replaceAll("{floor}", String(random.int(3, 9)))
  .replace("{route}", () => String(random.int(1, 26))).replace("{school}", () => String(random.int(2, 36)));

function addressed(language: Language, place: Place, street: { street: string; house: number }, short: boolean): string {
  if (!place.code) return "";
  if (language === "kk") return short ? `${place.kk}, ${street.street} ${street.house}.` : `Мекенжайы: ${place.kk}, ${street.street} көшесі, ${street.house}-үй.`;
  return short ? `${place.ru}, ${street.street} ${street.house}.` : `Адрес: ${place.ru}, улица ${street.street}, дом ${street.house}.`;
}

/** What nobody says who lives in town. */
const rural = /ауыл|колонка|мал[ғы]|(?<![а-я])сел[оае](?![а-я])|сельск|скот|фельдшер/iu;

/** A message as somebody would send it by this channel: an SMS is short, a letter greets and asks. */
export function compose(random: Random, category: string, language: Language, channel: string, place: Place, street: { street: string; house: number }): string {
  const all = sayings[category]![language];
  const own = place.district?.startsWith("zone-") ? all.filter((saying) => !rural.test(saying)) : all;
  const first = fill(random, random.pick(own));
  if (channel === "sms") return [first, addressed(language, place, street, true)].join(" ").trim();
  if (channel === "phone") return [first, addressed(language, place, street, false)].join(" ").trim();
  const formal = channel !== "whatsapp";
  const second = random.chance(formal ? 0.4 : 0.12) ? fill(random, random.pick(own)) : "";
  return [
    formal || random.chance(0.5) ? random.pick(greetings[language]) : "", first, second === first ? "" : second,
    formal || random.chance(0.7) ? addressed(language, place, street, false) : "", formal || random.chance(0.5) ? random.pick(closings[language]) : "",
  ].filter(Boolean).join(" ");
}
