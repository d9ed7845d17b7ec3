import { area } from "#lib/i18n/translate.ts";

/** The auditor's pages: who did what, and whether the history is whole. */
export const officeAudit = area({
  kk: {
    "title": "Аудит", "about": "Кім, қашан, не істеді: істердегі өзгерістер, өтініш берушінің деректерін қарау, кеңсе баптаулары, сәтсіз кірулер.",
    "whole.ok": "Тарих бүтін: {cases, number} іс тексерілді, {at}.", "whole.never": "Тарих әлі тексерілмеген: алғашқы тексеру бір тәулік ішінде өтеді, «npm run audit» бірден тексереді.",
    "whole.broken": "Тарих бұзылған: {cases, number} істе, {at} тексерілді.", "whole.office": "Кеңсенің өз тарихы {seq, number}-жазбада бұзылған: {fault}.", "whole.case": "{number} ісі, {seq, number}-жазба: {fault}",
    "fault.edited": "жазба өзгертілген", "fault.missing": "алдыңғы жазба жоғалған", "fault.unlinked": "алдыңғы жазбамен байланыспайды", "fault.tail": "соңғы жазба жоғалған не ауыстырылған",
    "filter": "Іріктеу", "staff": "Қызметкер (логин)", "number": "Іс нөмірі", "kind": "Не", "kind.all": "Бәрі", "kind.case": "Істердегі өзгерістер", "kind.look": "Өтініш берушіні қарау", "kind.search": "Өтініш берушіні іздеу", "search.name": "Өтініш берушіні аты-жөнімен іздеді: {people, number} адам табылды", "search.phone": "Өтініш берушіні телефонымен іздеді: {people, number} адам табылды", "kind.office": "Кеңсе баптаулары", "kind.guess": "Сәтсіз кірулер",
    "from": "Күннен", "to": "Күнге дейін", "show": "Көрсету", "reset": "Тазалау", "empty": "Мұндай жазба жоқ.", "next": "Бұрынғылары", "first": "Басына", "when": "Уақыты", "who": "Кім", "what": "Не істеді", "of": "Іс не нысан", "reason": "Себебі",
    "look": "Өтініш берушінің деректерін қарады", "guess": "Кіру сәтсіз: құпиясөз не код қате", "system": "Жүйе", "noStaff": "«{login}» деген қызметкер жоқ.", "noCase": "{number} нөмірлі іс жоқ.",
    "chain": "Тарихтың бүтіндігі", "chain.ok": "Бүтін: {n, number} жазба тексерілді.", "chain.broken": "{seq, number}-жазбада бұзылған: {fault}.", "chain.looks": "Өтініш берушінің деректерін қарағандар", "chain.looks.none": "Өтініш берушінің деректерін ешкім қарамаған.", "chain.trail": "Осы істің барлық іздері",
    "office.staff": "Тіркелгі", "office.session": "Сеанс", "office.second_factor": "Екінші фактор", "office.identity": "Сыртқы кіру", "office.calendar": "Күнтізбе", "office.routing": "Бағыттау ережесі", "office.template": "Үлгі", "office.outbox": "Жөнелту",
    "office.retention": "Сақтау мерзімі", "office.reception": "Қабылдау сағаттары", "office.reception_day": "Қабылдау күні", "office.escalation": "Жоғары жаққа хабарлау", "office.problem": "Мәселе",
  },
  ru: {
    "title": "Аудит", "about": "Кто, когда и что сделал: изменения в делах, просмотры данных заявителей, настройки, неудачные входы.",
    "whole.ok": "История цела: проверено {cases, plural, one {# дело} few {# дела} many {# дел} other {# дела}}, {at}.", "whole.never": "История ещё не проверялась: первая проверка пройдёт в течение суток, «npm run audit» проверяет сразу.",
    "whole.broken": "История нарушена {cases, plural, one {в # деле} other {в # делах}}, проверено {at}.", "whole.office": "Собственная история офиса нарушена на записи {seq, number}: {fault}.", "whole.case": "Дело {number}, запись {seq, number}: {fault}",
    "fault.edited": "запись изменена", "fault.missing": "предыдущей записи нет", "fault.unlinked": "не связана с предыдущей записью", "fault.tail": "последней записи нет или она другая",
    "filter": "Отбор", "staff": "Сотрудник (логин)", "number": "Номер дела", "kind": "Что", "kind.all": "Всё", "kind.case": "Изменения в делах", "kind.look": "Просмотры заявителей", "kind.search": "Поиск заявителей", "search.name": "Искал заявителя по имени: найдено {people, plural, one {# человек} few {# человека} many {# человек} other {# человека}}", "search.phone": "Искал заявителя по телефону: найдено {people, plural, one {# человек} few {# человека} many {# человек} other {# человека}}", "kind.office": "Настройки офиса", "kind.guess": "Неудачные входы",
    "from": "С дня", "to": "По день", "show": "Показать", "reset": "Сбросить", "empty": "Таких записей нет.", "next": "Более ранние", "first": "В начало", "when": "Когда", "who": "Кто", "what": "Что сделано", "of": "Дело или предмет", "reason": "Причина",
    "look": "Посмотрел данные заявителя", "guess": "Неудачный вход: неверный пароль или код", "system": "Система", "noStaff": "Сотрудника «{login}» нет.", "noCase": "Дела с номером {number} нет.",
    "chain": "Целость истории", "chain.ok": "Цела: проверено {n, plural, one {# запись} few {# записи} many {# записей} other {# записи}}.", "chain.broken": "Нарушена на записи {seq, number}: {fault}.", "chain.looks": "Кто смотрел данные заявителя", "chain.looks.none": "Данные заявителя никто не смотрел.", "chain.trail": "Все следы этого дела",
    "office.staff": "Учётная запись", "office.session": "Сеанс", "office.second_factor": "Второй фактор", "office.identity": "Внешний вход", "office.calendar": "Календарь", "office.routing": "Правило маршрута", "office.template": "Шаблон", "office.outbox": "Отправка",
    "office.retention": "Срок хранения", "office.reception": "Часы приёма", "office.reception_day": "День приёма", "office.escalation": "Передача руководству", "office.problem": "Проблема",
  },
  en: {
    "title": "Audit", "about": "Who did what and when: changes of cases, looks at applicants, settings of the office, failed sign-ins.",
    "whole.ok": "The history is whole: {cases, plural, one {# case} other {# cases}} checked, {at}.", "whole.never": "The history has not been checked yet: the first check runs within a day, “npm run audit” checks at once.",
    "whole.broken": "The history is broken in {cases, plural, one {# case} other {# cases}}, checked {at}.", "whole.office": "The office's own history is broken at entry {seq, number}: {fault}.", "whole.case": "Case {number}, entry {seq, number}: {fault}",
    "fault.edited": "the entry was changed", "fault.missing": "an entry before it is gone", "fault.unlinked": "it does not follow from the entry before it", "fault.tail": "the newest entry is gone or another one",
    "filter": "Choose", "staff": "Official (login)", "number": "Case number", "kind": "What", "kind.all": "Everything", "kind.case": "Changes of cases", "kind.look": "Looks at applicants", "kind.search": "Searches for applicants", "search.name": "Searched for an applicant by name: {people, plural, one {# person} other {# people}} found", "search.phone": "Searched for an applicant by phone: {people, plural, one {# person} other {# people}} found", "kind.office": "Settings of the office", "kind.guess": "Failed sign-ins",
    "from": "From", "to": "To", "show": "Show", "reset": "Reset", "empty": "There are no such entries.", "next": "Earlier ones", "first": "To the start", "when": "When", "who": "Who", "what": "What was done", "of": "Case or subject", "reason": "Reason",
    "look": "Looked at the applicant's data", "guess": "Sign-in failed: wrong password or code", "system": "The system", "noStaff": "There is no official “{login}”.", "noCase": "There is no case {number}.",
    "chain": "Is the history whole", "chain.ok": "Whole: {n, plural, one {# entry} other {# entries}} checked.", "chain.broken": "Broken at entry {seq, number}: {fault}.", "chain.looks": "Who looked at the applicant's data", "chain.looks.none": "Nobody has looked at the applicant's data.", "chain.trail": "All traces of this case",
    "office.staff": "Account", "office.session": "Session", "office.second_factor": "Second factor", "office.identity": "Outside sign-in", "office.calendar": "Calendar", "office.routing": "Routing rule", "office.template": "Template", "office.outbox": "Outbox",
    "office.retention": "Retention", "office.reception": "Reception hours", "office.reception_day": "Reception day", "office.escalation": "Escalation", "office.problem": "Problem",
  },
});
