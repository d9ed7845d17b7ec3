import { area } from "#lib/i18n/translate.ts";

/** The terms of a case: which run, until when, by which article; and what was escalated. */
export const officeTerms = area({
  kk: {
    "title": "Мерзімдер", "rules": "Мерзім ережелері", "none": "Бұл істе жүріп тұрған мерзім жоқ.",
    "answer": "Жауап беру", "internal": "Ішкі мерзім", "registration": "Тіркеу", "redirect": "Басқа органға жіберуге болады", "extensionNotice": "Ұзартылғанын өтініш берушіге айту", "conformity": "Өтініш беруші толықтырады", "return": "Толықтырылмаған өтінішті қайтару",
    "registration.signal": "Егер жолданым болса, тіркеу", "article": "ӘРПК {article}-бабы", "target": "санаттың мақсатты мерзімі", "source": "дереккөздің өз мерзімі", "own": "әкімдіктің өз мерзімі",
    "until": "соңғы күні {day}", "left": "{n, plural, =0 {бүгін соңғы күн} other {# жұмыс күні қалды}}", "overdue": "{n, plural, =0 {мерзімі бүгінге дейін еді} other {# жұмыс күніне кешікті}}", "over": "{day} аяқталды", "kept": "мерзімінде орындалды", "late": "кешігіп орындалды",
    "next": "Келесісі", "redirect.over": "Үш жұмыс күні өтті. Жіберуге әлі болады, бірақ тарихта кешіккені жазылады.", "return.now": "Толықтыру мерзімі өтті. Қайтаруды ұсыныңыз (екінші адам шешеді) немесе толықтырылған болса, тіркеуге қайтарыңыз.", "return.link": "Қайтаруды ұсыну",
    "hint.extend": "ең кеші {day}, ӘРПК {article}-бабы; мерзім өтпей тұрып, бір рет", "hint.redirect": "соңғы күні {day}, ӘРПК {article}-бабы", "hint.redirect.late": "үш жұмыс күні {day} аяқталды (ӘРПК {article}-бабы): себебінде неге кешіккенін жазыңыз", "hint.term": "ең кеші {day}: жауап мерзімі тоқтамайды (ӘРПК {article}-бабы)", "hint.term.free": "ақылға қонымды мерзім, ӘРПК {article}-бабы", "hint.return": "соңғы күні {day}, ӘРПК {article}-бабы", "hint.notice": "қабылдасаңыз, өтініш берушіге айтылуы керек, соңғы күні {day}, ӘРПК {article}-бабы", "hint.register": "{kind}: жауаптың соңғы күні {day} (ӘРПК {article}-бабы)",
    "escalated": "Сізге хабарланған істер", "escalated.n": "{more, select, yes {{n}+} other {{n}}}", "escalated.all": "Бәрін көрсету",
  },
  ru: {
    "title": "Сроки", "rules": "Правила сроков", "none": "В этом деле сроки не идут.",
    "answer": "Дать ответ", "internal": "Внутренний срок", "registration": "Зарегистрировать", "redirect": "Можно передать в другой орган", "extensionNotice": "Сообщить заявителю о продлении", "conformity": "Заявитель дополняет обращение", "return": "Вернуть недополненное обращение",
    "registration.signal": "Если это обращение, зарегистрировать", "article": "ст. {article} АППК", "target": "целевой срок категории", "source": "срок источника", "own": "собственный срок акимата",
    "until": "до {day}", "left": "{n, plural, =0 {сегодня последний день} one {остался # рабочий день} few {осталось # рабочих дня} many {осталось # рабочих дней} other {осталось # рабочего дня}}", "overdue": "{n, plural, =0 {срок истёк} one {просрочено на # рабочий день} few {просрочено на # рабочих дня} many {просрочено на # рабочих дней} other {просрочено на # рабочего дня}}", "over": "срок прошёл {day}", "kept": "сделано в срок", "late": "сделано с опозданием",
    "next": "Ближайший", "redirect.over": "Три рабочих дня прошли. Передать ещё можно, но в истории будет записано, что с опозданием.", "return.now": "Срок дополнения прошёл. Предложите вернуть обращение (решит второе лицо) или, если оно дополнено, верните его в зарегистрированные.", "return.link": "Предложить возврат",
    "hint.extend": "не позже {day}, ст. {article} АППК; один раз, пока срок не истёк", "hint.redirect": "до {day}, ст. {article} АППК", "hint.redirect.late": "три рабочих дня истекли {day} (ст. {article} АППК): напишите в причине, почему позже", "hint.term": "не позже {day}: срок ответа не останавливается (ст. {article} АППК)", "hint.term.free": "разумный срок, ст. {article} АППК", "hint.return": "до {day}, ст. {article} АППК", "hint.notice": "если примете, заявителю надо сообщить до {day}, ст. {article} АППК", "hint.register": "{kind}: ответ до {day} (ст. {article} АППК)",
    "escalated": "О сроках сообщено вам", "escalated.n": "{more, select, yes {{n}+} other {{n}}}", "escalated.all": "Показать все",
  },
  en: {
    "title": "Terms", "rules": "Rules of the terms", "none": "No term runs in this case.",
    "answer": "Answer", "internal": "Internal deadline", "registration": "Register", "redirect": "May be redirected to another body", "extensionNotice": "Tell the applicant of the extension", "conformity": "The applicant completes the appeal", "return": "Return the appeal that was not completed",
    "registration.signal": "Register, if it is an appeal", "article": "art. {article}", "target": "the category's target", "source": "the source's own deadline", "own": "the akimat's own",
    "until": "until {day}", "left": "{n, plural, =0 {today is the last day} one {# working day left} other {# working days left}}", "overdue": "{n, plural, =0 {overdue} one {# working day overdue} other {# working days overdue}}", "over": "ended on {day}", "kept": "done in time", "late": "done late",
    "next": "Next", "redirect.over": "The three working days have passed. It can still be redirected; history will say that it was late.", "return.now": "The term for completion has passed. Propose to return the appeal (a second person decides) or, if it was completed, set it back to registered.", "return.link": "Propose the return",
    "hint.extend": "until at latest {day}, art. {article}; once, before the deadline has passed", "hint.redirect": "until {day}, art. {article}", "hint.redirect.late": "the three working days ended on {day} (art. {article}): say in the reason why it is late", "hint.term": "until at latest {day}: the answer's own term runs on (art. {article})", "hint.term.free": "a reasonable term, art. {article}", "hint.return": "until {day}, art. {article}", "hint.notice": "if you accept, the applicant must be told by {day}, art. {article}", "hint.register": "{kind}: answer by {day} (art. {article})",
    "escalated": "Put before you", "escalated.n": "{more, select, yes {{n}+} other {{n}}}", "escalated.all": "Show all",
  },
});
