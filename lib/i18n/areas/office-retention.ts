import { area } from "#lib/i18n/translate.ts";

/** The administrator's page about how long personal data are kept. */
export const officeRetention = area({
  kk: {
    "title": "Жеке деректерді сақтау мерзімі",
    "about": "Іс жабылғаннан кейін көрсетілген уақыт өткенде өтініш берушінің аты-жөні, телефоны, пошта мен үй мекенжайы, өтініш пен жауап мәтіні, жазысу және жіберілген файлдар өшіріледі. Ешбір іске жатпай келіп түскені (роботтардың хаттары, танылмаған хабарлар) бейресми хабар мерзімімен өшіріледі. Санаты, аумағы, мерзімі мен нәтижесі қалады: статистика өзгермейді. Әр өшіру істің тарихына жазылады. Өшірілген дерек қайтарылмайды.",
    "off": "Мерзім белгіленбеген: қазір ештеңе өшірілмейді.",
    "on": "Қазір күшінде: тіркелген өтініштер – {appeal, number} ай, бейресми хабарлар – {signal, number} ай.",
    "appealMonths": "Тіркелген өтініштер, жабылғаннан кейін ай", "signalMonths": "Бейресми хабарлар, жабылғаннан кейін ай",
    "try": "Не өшірілетінін көрсету", "preview": "Бұл мерзім күшіне енсе", "atOnce": "Бірден {cases, number} істің жеке деректері өшіріледі.", "atOnce.none": "Бірден ештеңе өшірілмейді.",
    "coming": "Келесі он екі айда", "coming.none": "Келесі он екі айда ештеңе өшірілмейді.", "month": "Ай", "cases": "Іс саны", "set": "Күшіне енгізу", "set.erase": "Күшіне енгізу және {cases, number} істің деректерін өшіру",
    "history": "Соңғы өшірулер мен өзгерістер", "history.none": "Әзірге ештеңе өшірілген жоқ.", "erased": "{cases, number} істің жеке деректері{arrivals, plural, =0 {} other { және іске жатпайтын {arrivals, number} түсім}} өшірілді", "changed": "Мерзім өзгерді: өтініштер {appeal, number} ай, хабарлар {signal, number} ай", "system": "жүйе",
  },
  ru: {
    "title": "Срок хранения личных данных",
    "about": "Через указанное время после закрытия дела удаляются имя, телефон, почта и адрес заявителя, тексты обращения и ответа, переписка и присланные файлы. Пришедшее, но не вошедшее ни в одно дело (письма роботов, нераспознанные сообщения), удаляется в срок для неформальных сообщений. Категория, место, сроки и результат остаются: статистика не меняется. Каждое удаление записывается в историю дела. Удалённое вернуть нельзя.",
    "off": "Срок не задан: сейчас ничего не удаляется.",
    "on": "Сейчас действует: зарегистрированные обращения – {appeal, plural, one {# месяц} few {# месяца} other {# месяцев}}, неформальные сообщения – {signal, plural, one {# месяц} few {# месяца} other {# месяцев}}.",
    "appealMonths": "Зарегистрированные обращения, месяцев после закрытия", "signalMonths": "Неформальные сообщения, месяцев после закрытия",
    "try": "Показать, что будет удалено", "preview": "Если этот срок вступит в силу", "atOnce": "Сразу будут удалены личные данные {cases, plural, one {в # деле} other {в # делах}}.", "atOnce.none": "Сразу ничего не удаляется.",
    "coming": "За следующие двенадцать месяцев", "coming.none": "За следующие двенадцать месяцев ничего не удаляется.", "month": "Месяц", "cases": "Дел", "set": "Ввести в силу", "set.erase": "Ввести в силу и удалить данные {cases, plural, one {в # деле} other {в # делах}}",
    "history": "Последние удаления и изменения", "history.none": "Пока ничего не удалялось.", "erased": "Удалены личные данные {cases, plural, one {в # деле} other {в # делах}}{arrivals, plural, =0 {} one { и # поступление вне дел} few { и # поступления вне дел} other { и # поступлений вне дел}}", "changed": "Срок изменён: обращения – {appeal, number} мес., сообщения – {signal, number} мес.", "system": "система",
  },
  en: {
    "title": "How long personal data are kept",
    "about": "Some time after a case is closed, the applicant's name, phone, e-mail and address, the texts of the appeal and the answer, the conversation and the files sent with it are erased. What arrived and belongs to no case (robots' mail, messages nobody could read) goes when the period of informal messages is over. Category, place, dates and outcome stay: statistics do not change. Each erasure is written into the case's history. What is erased cannot be brought back.",
    "off": "No period is set: nothing is erased at present.",
    "on": "In force: registered appeals {appeal, plural, one {# month} other {# months}}, informal messages {signal, plural, one {# month} other {# months}}.",
    "appealMonths": "Registered appeals, months after closing", "signalMonths": "Informal messages, months after closing",
    "try": "Show what would be erased", "preview": "If this period comes into force", "atOnce": "The personal data of {cases, plural, one {# case} other {# cases}} are erased at once.", "atOnce.none": "Nothing is erased at once.",
    "coming": "In the coming twelve months", "coming.none": "Nothing is erased in the coming twelve months.", "month": "Month", "cases": "Cases", "set": "Put into force", "set.erase": "Put into force and erase the data of {cases, plural, one {# case} other {# cases}}",
    "history": "Latest erasures and changes", "history.none": "Nothing has been erased yet.", "erased": "Personal data of {cases, plural, one {# case} other {# cases}}{arrivals, plural, =0 {} one { and # arrival of no case} other { and # arrivals of no case}} erased", "changed": "Period changed: appeals {appeal, number} months, messages {signal, number} months", "system": "the system",
  },
});
