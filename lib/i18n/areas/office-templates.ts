import { area } from "#lib/i18n/translate.ts";

/** Templates of answers: their page, and their fields by name, which also stand for what is still to be filled in. */
export const officeTemplates = area({
  kk: {
    "title": "Жауап үлгілері", "lead": "Үлгіден басталған жауап үлгі өзгерсе де сол күйінде қалады.", "none": "Әзірге үлгі жоқ.", "new": "Жаңа үлгі", "edit": "Үлгіні өзгерту", "all": "Барлық үлгі",
    "name": "Атауы", "language": "Тілі", "language.kk": "қазақша", "language.ru": "орысша", "language.en": "ағылшынша",
    "use": "Неге арналған", "use.any": "кез келген іске", "use.signal": "сигналға", "use.appeal": "кез келген жолданымға", "category": "Санаты немесе тобы", "category.any": "кез келгені", "outcome": "Нәтижесі", "outcome.any": "кез келгені",
    "text": "Мәтіні", "text.hint": "Ирек жақшадағы сөз орнына істің деректері қойылады. Жазушы өзі толтыратын жерді тік жақшаға алыңыз: [не істелді]. Толтырылмаған жауап жіберілмейді.",
    "fields": "Өрістер", "save": "Сақтау", "switchOff": "Өшіру", "switchOn": "Қосу", "off": "өшірулі", "off.about": "Өшірілген үлгі ұсынылмайды, бірақ жойылмайды.",
    "preview": "Іспен қарап көру", "preview.number": "Істің нөмірі", "preview.hint": "үлгі сол істің деректерімен толтырылады, ештеңе сақталмайды", "preview.of": "{number} ісімен",
    "history": "Бұрынғы мәтіндері", "version": "{version, number}-нұсқа", "shipped": "порталмен бірге келген",
    "field.number": "нөмірі", "field.received": "түскен күні", "field.registered": "тіркелген күні", "field.due": "жауап мерзімі", "field.category": "санаты", "field.district": "аумағы", "field.department": "бөлім", "field.executor": "орындаушы", "field.signer": "кім қол қояды", "field.city": "қала", "field.today": "бүгінгі күн",
  },
  ru: {
    "title": "Шаблоны ответов", "lead": "Ответ, начатый с шаблона, остаётся прежним, когда шаблон меняется.", "none": "Шаблонов пока нет.", "new": "Новый шаблон", "edit": "Изменить шаблон", "all": "Все шаблоны",
    "name": "Название", "language": "Язык", "language.kk": "казахский", "language.ru": "русский", "language.en": "английский",
    "use": "Для чего", "use.any": "для любого дела", "use.signal": "для сигнала", "use.appeal": "для любого обращения", "category": "Категория или группа", "category.any": "любая", "outcome": "Результат", "outcome.any": "любой",
    "text": "Текст", "text.hint": "Вместо слова в фигурных скобках встанут данные дела. Место, которое заполнит автор, возьмите в квадратные: [что сделано]. Незаполненный ответ не отправится.",
    "fields": "Поля", "save": "Сохранить", "switchOff": "Отключить", "switchOn": "Включить", "off": "отключён", "off.about": "Отключённый шаблон не предлагают, но и не удаляют.",
    "preview": "Проверить на деле", "preview.number": "Номер дела", "preview.hint": "шаблон заполнится данными этого дела, ничего не сохранится", "preview.of": "На деле {number}",
    "history": "Прежние тексты", "version": "Версия {version, number}", "shipped": "поставлен с порталом",
    "field.number": "номер", "field.received": "дата поступления", "field.registered": "дата регистрации", "field.due": "срок ответа", "field.category": "категория", "field.district": "место", "field.department": "отдел", "field.executor": "исполнитель", "field.signer": "кто подписывает", "field.city": "город", "field.today": "сегодняшняя дата",
  },
  en: {
    "title": "Answer templates", "lead": "An answer begun from a template stays as it is when the template changes.", "none": "There are no templates yet.", "new": "New template", "edit": "Change the template", "all": "All templates",
    "name": "Name", "language": "Language", "language.kk": "Kazakh", "language.ru": "Russian", "language.en": "English",
    "use": "What for", "use.any": "any case", "use.signal": "a signal", "use.appeal": "any appeal", "category": "Category or group", "category.any": "any", "outcome": "Outcome", "outcome.any": "any",
    "text": "Text", "text.hint": "The case's facts replace a word in braces. Put what the writer must fill in into square brackets: [what was done]. An answer with a gap is not sent.",
    "fields": "Fields", "save": "Save", "switchOff": "Switch off", "switchOn": "Switch on", "off": "switched off", "off.about": "A template that is switched off is not offered, but it is not deleted.",
    "preview": "Try it on a case", "preview.number": "Number of a case", "preview.hint": "the template is filled with that case's facts, nothing is saved", "preview.of": "On case {number}",
    "history": "Earlier wordings", "version": "Version {version, number}", "shipped": "shipped with the portal",
    "field.number": "number", "field.received": "day of receipt", "field.registered": "day of registration", "field.due": "deadline", "field.category": "category", "field.district": "place", "field.department": "department", "field.executor": "executor", "field.signer": "who signs", "field.city": "city", "field.today": "today's date",
  },
});
