import { area } from "#lib/i18n/translate.ts";

/** Writing, checking, signing and reading answers on the case page. */
export const officeAnswers = area({
  kk: {
    "template": "Үлгі", "template.choose": "таңдаңыз", "template.any": "Кез келген нәтижеге", "insert": "Үлгіні қою", "insert.hint": "үлгі жазғаныңыздың астына қойылады",
    "language.hint": "мемлекеттік тілде немесе өтініштің тілінде (89-баптың 2-тармағы)",
    "check": "Жауапта болуға тиіс нәрсе", "check.yes": "иә", "check.no": "жоқ", "check.signal": "Сигналға бұл міндетті емес, тек толтырылмаған жер қалмасын.",
    "check.filled": "[бос жерлердің] бәрі толтырылған", "check.language": "таңдалған тілде жазылған", "check.reasons": "дәлелдері айтылған", "check.law": "заң көрсетілген (мәселенің өзі бойынша)", "check.complaint": "шағымдану құқығы түсіндірілген",
    "sign": "Қол қою", "sign.submit": "Қол қоямын", "sign.back": "Түзетуге қайтару", "sign.reason": "Неге қайтарасыз", "sign.reason.hint": "қайтарсаңыз, міндетті", "sign.own": "Бұл жауапты өзіңіз жазғансыз: оған басқа адам қол қояды.",
    "letter": "Хат (PDF)", "letter.draft": "Хаттың жобасы (PDF)", "letter.hint": "хатта өтініш берушінің аты-жөні мен мекенжайы бар, ашқаныңыз жазылады",
    "difference": "Алдыңғы жобадан айырмасы", "difference.none": "Мәтіні сол күйінде.", "added": "қосылды", "removed": "алынды", "earlier": "{n, plural, other {Бұрынғы жобалар: #}}",
  },
  ru: {
    "template": "Шаблон", "template.choose": "выберите", "template.any": "Для любого результата", "insert": "Вставить шаблон", "insert.hint": "шаблон встанет под тем, что вы уже написали",
    "language.hint": "на государственном языке или языке обращения (ст. 89, ч. 2)",
    "check": "Что должно быть в ответе", "check.yes": "да", "check.no": "нет", "check.signal": "Для сигнала это необязательно, лишь бы не осталось незаполненных мест.",
    "check.filled": "все [пропуски] заполнены", "check.language": "написан на выбранном языке", "check.reasons": "приведены доводы", "check.law": "названа норма закона (по сути вопроса)", "check.complaint": "разъяснено право на жалобу",
    "sign": "Подпись", "sign.submit": "Подписать", "sign.back": "Вернуть на доработку", "sign.reason": "Почему возвращаете", "sign.reason.hint": "обязательно, если возвращаете", "sign.own": "Этот ответ написали вы: подпишет его другой человек.",
    "letter": "Письмо (PDF)", "letter.draft": "Проект письма (PDF)", "letter.hint": "в письме имя и адрес заявителя, просмотр будет записан",
    "difference": "Отличие от прежнего черновика", "difference.none": "Текст тот же.", "added": "добавлено", "removed": "убрано", "earlier": "{n, plural, one {# прежний черновик} few {# прежних черновика} many {# прежних черновиков} other {# прежнего черновика}}",
  },
  en: {
    "template": "Template", "template.choose": "choose", "template.any": "For any outcome", "insert": "Insert the template", "insert.hint": "the template is put below what you have written",
    "language.hint": "in the state language or the language of the appeal (art. 89 (2))",
    "check": "What the answer must have", "check.yes": "yes", "check.no": "no", "check.signal": "A signal doesn't need this; only a gap must not be left.",
    "check.filled": "every [gap] is filled in", "check.language": "written in the chosen language", "check.reasons": "the reasons are given", "check.law": "the law is cited (on the matter itself)", "check.complaint": "the right to complain is explained",
    "sign": "Signature", "sign.submit": "Sign", "sign.back": "Send back", "sign.reason": "Why you send it back", "sign.reason.hint": "required when you send it back", "sign.own": "You wrote this answer: somebody else signs it.",
    "letter": "Letter (PDF)", "letter.draft": "Draft of the letter (PDF)", "letter.hint": "the letter shows the applicant's name and address; the look is logged",
    "difference": "Difference from the draft before", "difference.none": "The text is the same.", "added": "added", "removed": "removed", "earlier": "{n, plural, one {# earlier draft} other {# earlier drafts}}",
  },
});
