import { area } from "#lib/i18n/translate.ts";

/** The words of a printed letter, beside its text. */
export const letterWords = area({
  kk: {
    "akimat": "{city} қаласының әкімдігі", "number": "№ {number}", "to": "Кімге", "noName": "Өтініш берушіге", "subject": "№ {number} өтінішке жауап", "signed": "Қол қойды: {name}", "executor": "Орындаушы: {name}",
    "track": "Өтінішіңіздің барысын осы жерден қараңыз, нөмірі {number}:", "page": "{page}-бет, барлығы {pages}", "draft": "ЖОБА",
    "solved": "Мәселе шынымен шешілді ме? Осы хат жазылған күннен бастап 30 күн ішінде сол бетте бақылау кодыңызбен белгілеңіз.",
    "complaint": "Жауаппен келіспесеңіз, ол туралы білген күннен бастап үш ай ішінде шағым бере аласыз: шағым осы әкімдікке беріледі, оны жоғары тұрған орган қарайды (Әкімшілік рәсімдік-процестік кодекстің 91, 92-баптары).",
  },
  ru: {
    "akimat": "Акимат города {city}", "number": "№ {number}", "to": "Кому", "noName": "Заявителю", "subject": "Ответ на обращение № {number}", "signed": "Подписано: {name}", "executor": "Исполнитель: {name}",
    "track": "Ход рассмотрения можно посмотреть здесь, номер {number}:", "page": "Страница {page} из {pages}", "draft": "ПРОЕКТ",
    "solved": "Вопрос действительно решён? Отметьте это там же по своему коду отслеживания в течение 30 дней с даты письма.",
    "complaint": "Если вы не согласны с ответом, его можно обжаловать в течение трёх месяцев со дня, когда вы о нём узнали: жалоба подаётся в этот акимат, рассматривает её вышестоящий орган (статьи 91 и 92 Административного процедурно-процессуального кодекса).",
  },
  en: {
    "akimat": "Akimat of {city}", "number": "No. {number}", "to": "To", "noName": "To the applicant", "subject": "Answer to appeal No. {number}", "signed": "Signed: {name}", "executor": "Executor: {name}",
    "track": "You can follow your appeal here, number {number}:", "page": "Page {page} of {pages}", "draft": "DRAFT",
    "solved": "Was it really solved? Say so there with your tracking code, within 30 days of this letter's date.",
    "complaint": "If you disagree with this answer, you may complain within three months of the day you learned of it: the complaint is filed with this akimat and considered by the body above it (articles 91 and 92 of the Administrative Procedural and Process-Related Code).",
  },
});
