import { area } from "#lib/i18n/translate.ts";

/** Rules of routing: where new cases should go. */
export const officeRouting = area({
  kk: {
    "title": "Бөлімге бағыттау ережелері",
    "about": "Ережелер ретімен қаралады: іске бірінші сай келгені бөлімді ұсынады. Ешқайсысы сай келмесе, санаттың өз бөлімі ұсынылады. Істі адам береді; «автоматты» ереже ғана түскен бойда өзі береді.",
    "empty": "Ереже әлі жоқ: әр іске санатының бөлімі ұсынылады.", "add": "Ереже қосу", "change": "Өзгерту", "save": "Сақтау", "try": "Сақтамай тексеру", "number": "Тексерілетін іс нөмірі", "number.hint": "бос болса, соңғы 50 іс алынады",
    "trial": "Қазіргі ережелерді тексеру", "trial.submit": "Тексеру", "trial.newest": "Соңғы {n, number} іс", "trial.decides": "{n, plural, one {# істі осы ереже шешеді} other {# істі осы ереже шешеді}}",
    "trial.draft": "осы ереже бойынша. Қазір: {now}", "trial.other": "бұл ереже емес. {then}", "trial.nobody": "бөлім ұсынылмайды",
    "category": "Санат", "district": "Аумақ", "channel": "Арна", "language": "Тілі", "any": "Кез келген", "words": "Мәтіндегі сөздер", "words.hint": "сөздің басын жазыңыз, үтірмен бөліңіз; біреуі кездессе жетеді: жылу, батаре, отоплен",
    "department": "Бөлім", "executor": "Орындаушы", "executor.none": "Бөлім өзі таңдайды", "instruction": "Тапсырма мәтіні", "internalDays": "Ішкі мерзім, жұмыс күні", "internalDays.hint": "бос болуы мүмкін", "automatic": "Автоматты", "automatic.yes": "Түскен бойда өзі береді, адам күтпейді",
    "on": "автоматты", "off": "өшірулі", "idle": "бөлімі жабылған, істемейді", "days": "{n, plural, one {# жұмыс күні} other {# жұмыс күні}}", "up": "Жоғары", "down": "Төмен", "switchOn": "Қосу", "switchOff": "Өшіру", "delete": "Жою", "acts": "{n}-ереже", "rules": "Ережелер",
  },
  ru: {
    "title": "Правила распределения",
    "about": "Правила смотрят по порядку: отдел предлагает первое подходящее. Если не подошло ни одно, предлагается отдел категории. Поручает всегда человек; только «автоматическое» правило поручает само, сразу при поступлении.",
    "empty": "Правил пока нет: предлагается отдел категории.", "add": "Добавить правило", "change": "Изменить", "save": "Сохранить", "try": "Проверить, не сохраняя", "number": "Номер дела для проверки", "number.hint": "если пусто, берутся последние 50 дел",
    "trial": "Проверить нынешние правила", "trial.submit": "Проверить", "trial.newest": "Последние дела: {n, number}", "trial.decides": "{n, plural, one {это правило решает # дело} few {это правило решает # дела} many {это правило решает # дел} other {это правило решает # дела}}",
    "trial.draft": "по этому правилу. Сейчас: {now}", "trial.other": "не по этому правилу. {then}", "trial.nobody": "отдел не предлагается",
    "category": "Категория", "district": "Место", "channel": "Канал", "language": "Язык", "any": "Любой", "words": "Слова в тексте", "words.hint": "начала слов через запятую; достаточно одного: жылу, батаре, отоплен",
    "department": "Отдел", "executor": "Исполнитель", "executor.none": "Выберет отдел", "instruction": "Текст поручения", "internalDays": "Внутренний срок, рабочих дней", "internalDays.hint": "можно не указывать", "automatic": "Автоматически", "automatic.yes": "Поручать сразу при поступлении, не дожидаясь человека",
    "on": "автоматическое", "off": "отключено", "idle": "отдел закрыт, не действует", "days": "{n, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}", "up": "Выше", "down": "Ниже", "switchOn": "Включить", "switchOff": "Отключить", "delete": "Удалить", "acts": "Правило {n}", "rules": "Правила",
  },
  en: {
    "title": "Routing rules",
    "about": "Rules are looked at in their order: the first that fits suggests the department. If none fits, the category's own department is suggested. A person assigns; only an “automatic” rule assigns by itself, as soon as a case comes in.",
    "empty": "There are no rules yet: each case is suggested its category's department.", "add": "Add a rule", "change": "Change", "save": "Save", "try": "Try without saving", "number": "Number of a case to try it on", "number.hint": "empty: the newest 50 cases",
    "trial": "Try the rules as they stand", "trial.submit": "Try", "trial.newest": "Newest cases: {n, number}", "trial.decides": "{n, plural, one {this rule decides # case} other {this rule decides # cases}}",
    "trial.draft": "by this rule. Now: {now}", "trial.other": "not by this rule. {then}", "trial.nobody": "no department is suggested",
    "category": "Category", "district": "Place", "channel": "Channel", "language": "Language", "any": "Any", "words": "Words in the text", "words.hint": "beginnings of words, separated by commas; one is enough",
    "department": "Department", "executor": "Executor", "executor.none": "The department chooses", "instruction": "Instruction", "internalDays": "Internal deadline, working days", "internalDays.hint": "may be left empty", "automatic": "Automatic", "automatic.yes": "Assign as soon as a case comes in, without waiting for a person",
    "on": "automatic", "off": "switched off", "idle": "its department is closed, does nothing", "days": "{n, plural, one {# working day} other {# working days}}", "up": "Up", "down": "Down", "switchOn": "Switch on", "switchOff": "Switch off", "delete": "Delete", "acts": "Rule {n}", "rules": "Rules",
  },
});
