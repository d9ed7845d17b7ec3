import type { Outcome } from "#db/reference/codelists.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import type { Language } from "#db/demo/generate/compose.ts";
import type { Random } from "#db/demo/generate/random.ts";
import { replies } from "#db/demo/generate/texts/replies.ts";

const refused: Record<Language, readonly string[]> = {
  kk: ["Сұралған шараға құқықтық негіз жоқ: талап қойылған шарттарға сай келмейді.", "Тексеру кезінде айтылған жайт расталмады.", "Бюджетте бұл жұмысқа қаражат қаралмаған."],
  ru: ["Правовых оснований для запрошенного нет: условия не выполнены.", "При проверке указанные факты не подтвердились.", "Средства на эти работы в бюджете не предусмотрены."],
};
const noted: Record<Language, readonly string[]> = {
  kk: ["Ұсынысыңыз назарға алынды, жоспар жасағанда ескеріледі.", "Хабарыңызға рақмет, бөлім мәліметті жұмысқа алды."],
  ru: ["Предложение принято к сведению и будет учтено при составлении плана.", "Спасибо за сообщение, отдел взял сведения в работу."],
};
const kindWords: Record<Language, Record<AppealKind, string>> = {
  kk: { application: "арызыңыз", complaint: "шағымыңыз", message: "хабарламаңыз", proposal: "ұсынысыңыз", response: "пікіріңіз", request: "сұрау салуыңыз" },
  ru: { application: "Ваше заявление рассмотрено", complaint: "Ваша жалоба рассмотрена", message: "Ваше сообщение рассмотрено", proposal: "Ваше предложение рассмотрено", response: "Ваш отклик рассмотрен", request: "Ваш запрос рассмотрен" },
};
const rights: Record<Language, string> = {
  kk: "Жауап Әкімшілік рәсімдік-процестік кодекстің 89-бабына сәйкес берілді. Шешіммен келіспесеңіз, оған жоғары тұрған органға немесе сотқа шағымдануға құқығыңыз бар.",
  ru: "Ответ дан в соответствии со статьёй 89 Административного процедурно-процессуального кодекса. При несогласии вы вправе обжаловать решение в вышестоящий орган или в суд.",
};

function substance(random: Random, group: string, outcome: Outcome, language: Language): string {
  if (outcome === "refused") return random.pick(refused[language]);
  if (outcome === "noted") return random.pick(noted[language]);
  const own = replies[group] ?? replies["personal"]!;
  return random.pick(own[outcome === "satisfied" ? "done" : "explained"][language]);
}

/** An answer: to a signal in a sentence or two, to an appeal as art. 89 (2) wants it. */
export function composeAnswer(random: Random, about: { group: string; language: Language; outcome: Outcome; number: string; kind: AppealKind | null }): string {
  const { group, language, outcome, number, kind } = about;
  const said = substance(random, group, outcome, language);
  if (kind === null) return `${language === "kk" ? "Хабарласқаныңызға рақмет." : "Спасибо за обращение."} ${said}`;
  const opening = language === "kk" ? `№ ${number} ${kindWords.kk[kind]} қаралды.` : `${kindWords.ru[kind]}, № ${number}.`;
  return `${opening} ${said} ${rights[language]}`;
}
