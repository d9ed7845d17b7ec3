import { area } from "#lib/i18n/translate.ts";

/** The inbox, its live line, and the keys. */
export const officeInbox = area({
  kk: {
    "title": "Келгендер", "count": "{n, plural, =0 {Күтіп тұрған іс жоқ} other {Күтіп тұрғаны: {said}}}", "unread": "оқылмағаны: {said}", "refresh": "Жаңарту", "more": "Толық мәтіні", "row.unread": "Оқылмаған",
    "empty": "Келгеннің бәрі бөлімдерге берілді. Жаңалары осында өздігінен шығады.", "empty.page": "Бұдан ескісі жоқ.", "choose": "Оқу үшін келген хабарды таңдаңыз.", "back": "Келгендерге", "newest": "Ең жаңалары", "older": "Ескілері", "pages": "Беттер",
    "earlier": "бұл адамнан бұрын {said} іс", "near": "ұқсас {said} іс", "claim.row": "{name} алды", "claim.row.own": "сізде",
    "left": "{number} іс сақталды, келгендерден шықты.", "gone": "Бұл іс енді келгендердің арасында жоқ.",
    "next": "Келесі", "previous": "Алдыңғы",
    "claim": "Кімнің қолында", "claim.none": "Бұл істі әзірге ешкім алған жоқ.", "claim.own": "Іс сізде, алған уақытыңыз: {at}. {minutes, number} минут ештеңе істемесеңіз, босайды.", "claim.other": "Бұл істі {at} {name} алды. Ол қазір осы іспен айналысып жатыр.", "claim.take": "Өзім аламын", "claim.over": "Бәрібір өзім аламын", "claim.back": "Қайтарып қою",
    "suggestion": "Ұсыныс", "suggestion.why": "{n, plural, other {Жабылған # ұқсас істің}} {share, number, percent} осындай. Мысалы:", "suggestion.category": "Санаты: {name}", "suggestion.department": "Бөлімі: {name}", "suggestion.accept": "Ұсынысты қабылдау",
    "near.title": "Ұқсас істер", "near.about": "Аумағы бір, сөздері ұқсас, бір аптаның ішінде.", "near.same": "сол адам", "merge": "Бір адамның қайталап жазғаны", "merge.target": "Қай іске қосылады (нөмірі)", "merge.hint": "тек сол адамның ісіне; әр адамның мәселесі бөлек іс болып қалады", "merge.submit": "Қосу",
    "earlier.title": "Бұл адамның бұрынғы істері", "earlier.most": "Соңғы {n, number} іс көрсетілді.", "open": "Істі жеке бетте ашу",
    "live.fresh": "Жаңа: {n}", "live.slow": "Тікелей байланыс жоқ: бет минут сайын жаңарып тұрады.", "live.ended": "Сеанс аяқталды. Жазғаныңыз осында қалды: жаңа бетте кіріп, қайта оралыңыз.",
    "keys": "Пернелер", "keys.title": "Осы беттің пернелері", "keys.on": "Бір таңбалы пернелер қосулы", "keys.go": "{to} бөліміне өту", "keys.help": "Осы тізім", "keys.escape": "Жабу, өрістен шығу", "keys.close": "Жабу", "keys.about": "Пернелер жазу өрісінде істемейді; қазақ және орыс пернетақтасында да сол орнында.",
  },
  ru: {
    "title": "Входящие", "count": "{n, plural, =0 {Ничто не ждёт} other {Ждут: {said}}}", "unread": "не прочитано: {said}", "refresh": "Обновить", "more": "Весь текст", "row.unread": "Не прочитано",
    "empty": "Всё поступившее роздано отделам. Новое появится здесь само.", "empty.page": "Более старых нет.", "choose": "Выберите сообщение, чтобы прочитать его.", "back": "К входящим", "newest": "Самые новые", "older": "Старше", "pages": "Страницы",
    "earlier": "раньше от этого человека: {said}", "near": "похожих: {said}", "claim.row": "взял(а) {name}", "claim.row.own": "у вас",
    "left": "Дело {number} сохранено и ушло из входящих.", "gone": "Этого дела уже нет во входящих.",
    "next": "Следующее", "previous": "Предыдущее",
    "claim": "У кого дело", "claim.none": "Это дело пока никто не взял.", "claim.own": "Дело у вас с {at}. Если {minutes, number} минут ничего не делать, оно освободится.", "claim.other": "Это дело {at} взял(а) {name} и сейчас им занимается.", "claim.take": "Беру", "claim.over": "Всё равно беру", "claim.back": "Вернуть в общие",
    "suggestion": "Подсказка", "suggestion.why": "Так было в {share, number, percent} из {n, plural, one {# похожего закрытого дела} few {# похожих закрытых дел} many {# похожих закрытых дел} other {# похожих закрытых дел}}. Например:", "suggestion.category": "Категория: {name}", "suggestion.department": "Отдел: {name}", "suggestion.accept": "Принять подсказку",
    "near.title": "Похожие дела", "near.about": "То же место, похожие слова, в пределах недели.", "near.same": "тот же человек", "merge": "Повтор того же человека", "merge.target": "С каким делом объединить (номер)", "merge.hint": "только с делом того же человека: дело каждого человека остаётся отдельным", "merge.submit": "Объединить",
    "earlier.title": "Прежние дела этого человека", "earlier.most": "Показаны последние {n, number}.", "open": "Открыть дело на отдельной странице",
    "live.fresh": "Новых: {n}", "live.slow": "Прямой связи нет: страница обновляется раз в минуту.", "live.ended": "Сеанс завершён. Введённое осталось здесь: войдите на новой странице и вернитесь.",
    "keys": "Клавиши", "keys.title": "Клавиши этой страницы", "keys.on": "Клавиши из одного знака включены", "keys.go": "Перейти: {to}", "keys.help": "Этот список", "keys.escape": "Закрыть, выйти из поля", "keys.close": "Закрыть", "keys.about": "В полях ввода клавиши не действуют; на казахской и русской раскладке они на тех же местах.",
  },
  en: {
    "title": "Inbox", "count": "{n, plural, =0 {Nothing is waiting} other {Waiting: {said}}}", "unread": "unread: {said}", "refresh": "Refresh", "more": "The whole text", "row.unread": "Unread",
    "empty": "Everything that came in has been given to departments. New messages appear here by themselves.", "empty.page": "Nothing older than this.", "choose": "Choose a message to read it.", "back": "Back to the inbox", "newest": "Newest", "older": "Older", "pages": "Pages",
    "earlier": "{said} earlier from this person", "near": "{said} similar", "claim.row": "{name} has it", "claim.row.own": "you have it",
    "left": "Case {number} is saved and has left the inbox.", "gone": "This case is no longer in the inbox.",
    "next": "Next", "previous": "Previous",
    "claim": "Who has it in hand", "claim.none": "Nobody has taken this case yet.", "claim.own": "You have had this case since {at}. It is free again when you do nothing for {minutes, number} minutes.", "claim.other": "{name} took this case at {at} and is working on it now.", "claim.take": "I take it", "claim.over": "I take it all the same", "claim.back": "Put it back",
    "suggestion": "Suggestion", "suggestion.why": "So it was in {share, number, percent} of {n, plural, one {# similar closed case} other {# similar closed cases}}. For example:", "suggestion.category": "Category: {name}", "suggestion.department": "Department: {name}", "suggestion.accept": "Accept the suggestion",
    "near.title": "Similar cases", "near.about": "The same place and similar words, within a week.", "near.same": "the same person", "merge": "One person's duplicate", "merge.target": "Merge into case (number)", "merge.hint": "only into a case of the same person: each person's case stays one of its own", "merge.submit": "Merge",
    "earlier.title": "Earlier cases of this person", "earlier.most": "The last {n, number} are shown.", "open": "Open the case on a page of its own",
    "live.fresh": "New: {n}", "live.slow": "No live connection: the page is refreshed every minute.", "live.ended": "The session has ended. What you typed is still here: sign in on a new page and come back.",
    "keys": "Keys", "keys.title": "Keys on this page", "keys.on": "Single-character keys are on", "keys.go": "Go to: {to}", "keys.help": "This list", "keys.escape": "Close, leave a field", "keys.close": "Close", "keys.about": "Keys do nothing while you type in a field; with a Kazakh or Russian keyboard they are in the same places.",
  },
});
