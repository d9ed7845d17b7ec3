import { area } from "#lib/i18n/translate.ts";

/** Booking a personal reception on the web. */
export const reception = area({
  kk: {
    title: "Жеке қабылдауға жазылу", description: "Бос уақытты таңдап, әкімдіктегі жеке қабылдауға өзіңіз жазылыңыз.",
    lead: "Уақытты таңдаңыз, аты-жөніңізді, телефоныңызды және не туралы келетініңізді жазыңыз. Заң бойынша жеке қабылдау айына кемінде бір рет өтеді (ӘРПК 90-бабы).",
    slot: "Бос уақыт", "slot.hint": "Келетін күніңіз бен уақытыңызды таңдаңыз.", privacy: "Аты-жөніңізді, телефоныңызды және не туралы келетініңізді тек қызметкерлер көреді. Олар жарияланбайды.", choose: "Таңдаңыз", line: "{time} – {host}, {place}", none: "Қазір жазылуға болатын бос уақыт жоқ.", "none.write": "Әкімге жазыңыз: хабарды қызметкер оқып, тиісті бөлімге береді.",
    name: "Аты-жөніңіз", phone: "Телефон", "phone.hint": "Растауды осы нөмірге жібереміз. Мысалы: 8 701 123 45 67", topic: "Не туралы?", "topic.hint": "Қабылдауға дайындалу үшін қысқаша жазыңыз.",
    send: "Жазылу", wish: "Қалаған қабылдау уақыты: {at}, {host}",
    errors: "Жазылмады. Мынаны түзетіңіз:", "fault.slot": "Уақытты таңдаңыз.", "fault.name": "Аты-жөніңізді жазыңыз.", "fault.topic": "Не туралы келетініңізді жазыңыз.", taken: "Бұл уақытқа жаңа ғана басқа адам жазылды. Басқасын таңдаңыз.",
    "done.title": "Қабылдауға жазылдыңыз", "done.when": "Күні мен уақыты", "done.where": "Орны", "done.host": "Қабылдайтын",
    "done.again": "Бұл форма бұрын жіберілген: жазылуыңыз осы.", "done.kept": "Бұл форма бұрын жіберілген: төмендегі жазылуыңыз күшінде, жаңа таңдауыңыз оны өзгертпеді. Басқа уақытқа келу үшін кодпен кіріп, мұнан бас тартыңыз да, қайта жазылыңыз.",
    "done.keep": "Кодты сақтап қойыңыз: ол бір рет қана көрсетіледі. Сол кодпен жазылуыңызды көресіз, келе алмасаңыз, бас тартасыз.", "done.follow": "Кодпен көру немесе бас тарту",
    "done.next": "Растауды телефоныңызға жібереміз. Жеке куәлігіңізді ала келіңіз. Бұл уақыт кенет бос болмай қалса, әкімдік қоңырау шалып, басқасын ұсынады. Қабылдауда шешілмеген мәселе жазбаша өтінішке айналады (ӘРПК 90-бабы).",
  },
  ru: {
    title: "Запись на личный приём", description: "Выберите свободное время и сами запишитесь на личный приём в акимате.",
    lead: "Выберите время, укажите имя, телефон и о чём пойдёт речь. По закону личный приём проводят не реже раза в месяц (статья 90 АППК).",
    slot: "Свободное время", "slot.hint": "Выберите день и время, когда придёте.", privacy: "Ваше имя, телефон и тему видят только сотрудники. Это не публикуется.", choose: "Выберите", line: "{time} – {host}, {place}", none: "Сейчас нет времени, на которое можно записаться.", "none.write": "Напишите акиму: сообщение прочтут и передадут в нужный отдел.",
    name: "Имя и фамилия", phone: "Телефон", "phone.hint": "На этот номер придёт подтверждение. Например: 8 701 123 45 67", topic: "О чём?", "topic.hint": "Коротко, чтобы к приёму подготовились.",
    send: "Записаться", wish: "Желаемое время приёма: {at}, {host}",
    errors: "Не записано. Исправьте:", "fault.slot": "Выберите время.", "fault.name": "Укажите имя и фамилию.", "fault.topic": "Напишите, о чём пойдёт речь.", taken: "На это время только что записался другой человек. Выберите другое.",
    "done.title": "Вы записаны на приём", "done.when": "День и время", "done.where": "Место", "done.host": "Кто принимает",
    "done.again": "Эта форма уже была отправлена: вот ваша запись.", "done.kept": "Эта форма уже была отправлена: в силе запись ниже, новый выбор её не изменил. Чтобы прийти в другое время, откажитесь от неё по коду и запишитесь снова.",
    "done.keep": "Сохраните код: его показывают один раз. По нему видна ваша запись, и по нему же от неё отказываются, если не можете прийти.", "done.follow": "Посмотреть по коду или отказаться",
    "done.next": "Подтверждение отправим на ваш телефон. Возьмите удостоверение личности. Если время вдруг окажется занято, акимат позвонит и предложит другое. Вопрос, который не решили на приёме, становится письменным обращением (статья 90 АППК).",
  },
  en: {
    title: "Book a personal reception", description: "Choose a free time and book a personal reception at the akimat yourself.",
    lead: "Choose a time and give your name, your phone and what it is about. By law personal receptions are held at least once a month (article 90 of the Administrative Code).",
    slot: "Free time", "slot.hint": "Choose the day and time when you come.", privacy: "Your name, your phone and what it is about are seen by officials only. They are not published.", choose: "Choose", line: "{time} – {host}, {place}", none: "There is no time that can be booked right now.", "none.write": "Write to the akim: somebody reads it and gives it to the department in charge.",
    name: "Your name", phone: "Phone", "phone.hint": "The confirmation goes to this number. For example: 8 701 123 45 67", topic: "What is it about?", "topic.hint": "Briefly, so that they can prepare.",
    send: "Book", wish: "Reception wished for: {at}, {host}",
    errors: "Not booked. Please put right:", "fault.slot": "Choose a time.", "fault.name": "Give your name.", "fault.topic": "Say what it is about.", taken: "Somebody has just booked this time. Choose another.",
    "done.title": "You are booked", "done.when": "Day and time", "done.where": "Place", "done.host": "Received by",
    "done.again": "This form was sent before: here is your booking.", "done.kept": "This form was sent before: the booking below holds, your new choice didn’t change it. To come at another time, cancel it with the code and book again.",
    "done.keep": "Keep the code: it is shown once. With it you see your booking, and cancel it if you can’t come.", "done.follow": "See it by its code, or cancel",
    "done.next": "A confirmation is sent to your phone. Bring your identity card. Should the time turn out to be taken, the akimat calls you and offers another. What isn’t solved at the reception becomes a written appeal (article 90 of the Administrative Code).",
  },
});
