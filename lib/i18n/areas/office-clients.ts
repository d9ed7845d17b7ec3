import { area } from "#lib/i18n/translate.ts";

/** The programs that hand in requests by Open311, as the administrator sees them. */
export const officeClients = area({
  kk: {
    title: "Open311 бағдарламалары", about: "Осы бағдарламалар тұрғындардың өтінішін Open311 арқылы жібере алады. Кілт бір рет қана көрсетіледі: порталда тек оның таңбасы сақталады.",
    name: "Бағдарламаның атауы", "name.hint": "кімдікі екені түсінікті болсын, мысалы «Smart Ekibastuz қосымшасы»", add: "Қосып, кілт беру", key: "«{name}» кілті (тек осы жолы көрсетіледі)", none: "Әзірге бірде-бір бағдарлама жоқ.", made: "қосылған {at}", remove: "«{name}» кілтін қайтарып алу",
  },
  ru: {
    title: "Программы Open311", about: "Эти программы могут передавать обращения жителей по Open311. Ключ показывается один раз: портал хранит только его отпечаток.",
    name: "Название программы", "name.hint": "чтобы было ясно, чья она, например «Приложение Smart Ekibastuz»", add: "Добавить и выдать ключ", key: "Ключ программы «{name}» (показан только сейчас)", none: "Программ пока нет.", made: "добавлена {at}", remove: "Отозвать ключ программы «{name}»",
  },
  en: {
    title: "Open311 programs", about: "These programs may hand in residents' requests by Open311. A key is shown once: the portal keeps its fingerprint only.",
    name: "Name of the program", "name.hint": "so that it is clear whose it is, for example “Smart Ekibastuz app”", add: "Add and issue a key", key: "Key of “{name}” (shown only now)", none: "There are no programs yet.", made: "added {at}", remove: "Take back the key of “{name}”",
  },
});
