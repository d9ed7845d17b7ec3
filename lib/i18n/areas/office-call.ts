import { area } from "#lib/i18n/translate.ts";

/** The call screen: what is written down while somebody talks. `letters`: how each letter of a code is said. */
export const officeCall = area({
  kk: {
    title: "Қоңырау", phone: "Қоңырау шалған телефон", "phone.hint": "мысалы, 8 701 234 56 78", name: "Қоңырау шалған адам", text: "Не айтты", category: "Санат", district: "Аудан",
    letters: "A а, B бэ, C цэ, D дэ, E е, F эф, G гэ, H аш, J йот, K ка, M эм, N эн, P пэ, Q ку, R эр, S эс, T тэ, V вэ, W екі вэ, X икс, Y игрек, Z зэт",
    "letters.hint": "бірнеше әрпін жазыңыз, қазақша не орысша", language: "Адамның тілі", forName: "Басқа адам үшін болса: кім үшін", "forName.hint": "мысалы, студент ата-анасы үшін хабарласса; іс осы адамның атына ашылады", forPhone: "Ол адамның телефоны", "way.any": "бәрібір", "way.hint": "жаңа іс үшін",
    number: "Бұрынғы істің нөмірі", "number.hint": "бұрынғы ашық іс туралы болса; айтқаны сол іске қосылады", save: "Сақтау", find: "Бұрынғы істерін табу",
    earlier: "Осы телефоннан бұрын түскен істер", "earlier.none": "Бұл телефоннан түскен іс жоқ.", "earlier.wait": "Телефонды толық жазсаңыз, бұрынғы істері осында шығады. Әр қарағаныңыз жазылады.", "earlier.noScript": "Бұл браузерде олар өздігінен шықпайды: «Бұрынғы істерін табу» батырмасын басыңыз.", "earlier.failed": "Бұрынғы істерін көру мүмкін болмады.", goOn: "Осы іс туралы", isName: "Аты: {name}", closed: "жабық",
    "receipt.number": "Өтініш нөмірі", "receipt.code": "Бақылау коды (қазір ғана көрінеді: оқып беріңіз)", "receipt.spelled": "Әріптеп", "receipt.added": "Бұрынғы іске қосылды", ringing: "Телефон станциясы нөмірді көрсетті.", unsigned: "Мекенжайдағы нөмір алынбады: қолтаңбасы жарамсыз немесе ескірген. Нөмірді өзіңіз жазыңыз.",
  },
  ru: {
    title: "Звонок", phone: "С какого телефона звонят", "phone.hint": "например, 8 701 234 56 78", name: "Кто звонит", text: "Что говорит", category: "Категория", district: "Район",
    letters: "A а, B бэ, C цэ, D дэ, E е, F эф, G гэ, H аш, J йот, K ка, M эм, N эн, P пэ, Q ку, R эр, S эс, T тэ, V вэ, W дубль-вэ, X икс, Y игрек, Z зэт",
    "letters.hint": "наберите несколько букв, по-казахски или по-русски", language: "Язык человека", forName: "Если за другого: за кого", "forName.hint": "например, студент звонит за родителей; дело откроется на этого человека", forPhone: "Телефон того человека", "way.any": "всё равно", "way.hint": "для нового дела",
    number: "Номер прежнего дела", "number.hint": "если звонят о прежнем открытом деле: сказанное добавится к нему", save: "Сохранить", find: "Найти прежние дела",
    earlier: "Дела с этого телефона", "earlier.none": "С этого телефона дел не было.", "earlier.wait": "Когда номер набран целиком, здесь появятся прежние дела. Каждый просмотр записывается.", "earlier.noScript": "В этом браузере сами они не появятся: нажмите «Найти прежние дела».", "earlier.failed": "Прежние дела показать не удалось.", goOn: "Об этом деле", isName: "Имя: {name}", closed: "закрыто",
    "receipt.number": "Номер обращения", "receipt.code": "Код для отслеживания (виден только сейчас: продиктуйте)", "receipt.spelled": "По буквам", "receipt.added": "Добавлено к прежнему делу", ringing: "Номер сообщила телефонная станция.", unsigned: "Номер из адреса не взят: подпись неверна или устарела. Наберите номер сами.",
  },
  en: {
    title: "Call", phone: "Caller's phone", "phone.hint": "for example, 8 701 234 56 78", name: "Who is calling", text: "What they say", category: "Category", district: "District",
    letters: "A Alfa, B Bravo, C Charlie, D Delta, E Echo, F Foxtrot, G Golf, H Hotel, J Juliett, K Kilo, M Mike, N November, P Papa, Q Quebec, R Romeo, S Sierra, T Tango, V Victor, W Whiskey, X X-ray, Y Yankee, Z Zulu",
    "letters.hint": "type a few letters, in Kazakh or Russian", language: "The person's language", forName: "For someone else: for whom", "forName.hint": "for example, a student calls for his parents; the case is opened in this person's name", forPhone: "That person's phone", "way.any": "any way", "way.hint": "for a new case",
    number: "Number of an earlier case", "number.hint": "if the call is about an earlier open case: what is said is added to it", save: "Save", find: "Find earlier cases",
    earlier: "Cases from this phone", "earlier.none": "There were no cases from this phone.", "earlier.wait": "Earlier cases appear here when the number is whole. Every look is recorded.", "earlier.noScript": "In this browser they don’t appear by themselves: press “Find earlier cases”.", "earlier.failed": "Earlier cases can't be shown now.", goOn: "About this case", isName: "Name: {name}", closed: "closed",
    "receipt.number": "Case number", "receipt.code": "Tracking code (shown only now: read it out)", "receipt.spelled": "Letter by letter", "receipt.added": "Added to the earlier case", ringing: "The telephone exchange gave the number.", unsigned: "The number in the address was not taken: its signature is wrong or too old. Type the number yourself.",
  },
});
