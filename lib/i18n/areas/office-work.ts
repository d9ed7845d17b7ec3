import { area } from "#lib/i18n/translate.ts";

/** Assignment: instruction, internal deadline, co-executors and their parts, and the way back. */
export const officeWork = area({
  kk: {
    "title": "Тапсырма", "instruction": "Тапсырма мәтіні", "instruction.hint": "не істеу керек; іс тарихына жазылмайды", "internalDue": "Ішкі мерзім", "internalDue.hint": "жұмыс күні, істің мерзімінен кеш емес; бос қалуы мүмкін",
    "given": "{name} тапсырды, {at}", "given.rule": "Ереже бойынша тапсырылды, {at}", "noInstruction": "Тапсырма мәтіні жазылмаған.", "executor.other": "қызметкер таңдалған бөлімде істеуі керек",
    "back.notice": "Қайтарылған іс", "back.title": "Бұл біздің бөлімге емес", "back.reason": "Неге біздікі емес", "back.suggested": "Кімге беру керек", "back.unsure": "Білмеймін", "back.submit": "Тіркеушіге қайтару",
    "back.by": "{department} қайтарды: {name}, {at}", "back.next": "Оның ұсынысы: {department}",
    "route": "Ұсынылған бөлім: {reason}", "route.rule": "{n, number}-ереже: {what} → {department}", "route.default": "санаттың бөлімі: {what} → {department}", "route.any": "барлық іс",
    "parts": "Бірлесіп орындаушылар", "part.add": "Бірлесіп орындаушы қосу", "part.to": "Кімге", "part.department": "бүкіл бөлім", "part.task": "Оның бөлігі", "part.submit": "Қосу",
    "part.due": "{day} дейін", "part.late": "мерзімі өтті", "part.waiting": "Әлі жазылған жоқ.", "part.written": "{name} жазды, {at}", "part.remove": "Алып тастау", "part.write": "Бөлігімізді жазу", "part.text": "Біздің бөліктің мәтіні", "part.text.hint": "негізгі орындаушы көреді және жауабына қоса алады", "part.send": "Жіберу", "part.round": "{n, number}-қарау", "part.insert": "Бірлесіп орындаушының бөлігі", "part.insert.submit": "Жауапқа қосу",
    "coReader": "Сіздің бөлім бұл істің бірлесіп орындаушысы: оқып, өз бөлігіңізді жаза аласыз.",
  },
  ru: {
    "title": "Поручение", "instruction": "Текст поручения", "instruction.hint": "что сделать; в историю дела не записывается", "internalDue": "Внутренний срок", "internalDue.hint": "рабочий день, не позже срока дела; можно не указывать",
    "given": "Поручено: {name}, {at}", "given.rule": "Поручено по правилу, {at}", "noInstruction": "Текст поручения не написан.", "executor.other": "сотрудник должен работать в выбранном отделе",
    "back.notice": "Дело вернули", "back.title": "Это не наш отдел", "back.reason": "Почему не наше", "back.suggested": "Кому передать", "back.unsure": "Не знаю", "back.submit": "Вернуть регистратору",
    "back.by": "Вернул {department}: {name}, {at}", "back.next": "Он предлагает: {department}",
    "route": "Предложен отдел: {reason}", "route.rule": "правило {n, number}: {what} → {department}", "route.default": "отдел категории: {what} → {department}", "route.any": "все дела",
    "parts": "Соисполнители", "part.add": "Добавить соисполнителя", "part.to": "Кому", "part.department": "весь отдел", "part.task": "Его часть", "part.submit": "Добавить",
    "part.due": "до {day}", "part.late": "срок прошёл", "part.waiting": "Ещё не написано.", "part.written": "Написано: {name}, {at}", "part.remove": "Убрать", "part.write": "Написать нашу часть", "part.text": "Текст нашей части", "part.text.hint": "его увидит основной исполнитель и сможет взять в ответ", "part.send": "Отправить", "part.round": "{n, number}-е рассмотрение", "part.insert": "Часть соисполнителя", "part.insert.submit": "Вставить в ответ",
    "coReader": "Ваш отдел – соисполнитель: вы читаете дело и пишете свою часть.",
  },
  en: {
    "title": "Assignment", "instruction": "Instruction", "instruction.hint": "what to do; not written into the case's history", "internalDue": "Internal deadline", "internalDue.hint": "a working day, no later than the case's deadline; may be left empty",
    "given": "Assigned by {name}, {at}", "given.rule": "Assigned by a rule, {at}", "noInstruction": "No instruction was written.", "executor.other": "the official must work in the chosen department",
    "back.notice": "Sent back", "back.title": "Not our department's", "back.reason": "Why it is not ours", "back.suggested": "Whose it is", "back.unsure": "I don't know", "back.submit": "Send back to the registrar",
    "back.by": "Sent back by {department}: {name}, {at}", "back.next": "They suggest: {department}",
    "route": "Suggested department: {reason}", "route.rule": "rule {n, number}: {what} → {department}", "route.default": "the category's department: {what} → {department}", "route.any": "every case",
    "parts": "Co-executors", "part.add": "Add a co-executor", "part.to": "To whom", "part.department": "the whole department", "part.task": "Their part", "part.submit": "Add",
    "part.due": "by {day}", "part.late": "past due", "part.waiting": "Not written yet.", "part.written": "Written by {name}, {at}", "part.remove": "Remove", "part.write": "Write our part", "part.text": "Text of our part", "part.text.hint": "the main executor sees it and can use it in the answer", "part.send": "Send", "part.round": "Round {n, number}", "part.insert": "A co-executor's part", "part.insert.submit": "Put into the answer",
    "coReader": "Your department co-executes this case: you read it and write your part.",
  },
});
