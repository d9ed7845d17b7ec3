import type { Outcome } from "#db/reference/codelists.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import type { Language } from "#db/demo/generate/compose.ts";
import type { Random } from "#db/demo/generate/random.ts";
import { done } from "#db/demo/generate/texts/done.ts";
import { explained } from "#db/demo/generate/texts/explained.ts";

type About = { group: string; category: string; language: Language; outcome: Outcome; number: string; kind: AppealKind | null };

/** Money is refused where something would have to be built, a claim where something was claimed. */
const builtGroups = new Set(["power", "roads", "yards", "transport", "education", "culture", "land"]);
const refused: Record<"money" | "claim", Record<Language, readonly string[]>> = {
  money: {
    kk: ["Биылғы бюджетте бұл жұмысқа қаражат қаралмаған.", "Техникалық шарттар бұл жерде мұндай жұмысты жүргізуге мүмкіндік бермейді."],
    ru: ["Средства на эти работы в бюджете этого года не предусмотрены.", "Технические условия не позволяют провести здесь такие работы."],
  },
  claim: {
    kk: ["Тексеру кезінде айтылған жайт расталмады.", "Сұралған шараға құқықтық негіз жоқ: ережедегі шарттар орындалмаған."],
    ru: ["При проверке указанные факты не подтвердились.", "Правовых оснований для запрошенного нет: условия, которые ставят правила, не выполнены."],
  },
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

function substance(random: Random, { group, category, language, outcome }: About): string {
  if (outcome === "refused") return random.pick(refused[builtGroups.has(group) ? "money" : "claim"][language]);
  if (outcome === "noted") return random.pick(noted[language]);
  return random.pick((outcome === "satisfied" ? done[category]! : explained[category] ?? explained[group] ?? explained["personal"]!)[language]);
}

/** An answer: to a signal in a sentence or two, to an appeal as art. 89 (2) wants it. */
export function composeAnswer(random: Random, about: About): string {
  const { language, number, kind } = about;
  const said = substance(random, about);
  if (kind === null) return `${language === "kk" ? "Хабарласқаныңызға рақмет." : "Спасибо за обращение."} ${said}`;
  const opening = language === "kk" ? `№ ${number} ${kindWords.kk[kind]} қаралды.` : `${kindWords.ru[kind]}, № ${number}.`;
  return `${opening} ${said} ${rights[language]}`;
}
