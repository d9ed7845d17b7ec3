import { area } from "#lib/i18n/translate.ts";

/** The conversation with an applicant on his case. */
export const officeConversation = area({
  kk: {
    "title": "Әңгіме", "theirs": "Өтініш беруші", "ours": "Әкімдік", "loose": "Өтінішке тіркелген файлдар",
    "form.image": "Сурет", "form.audio": "Дыбыс", "form.voice": "Дыбыс", "form.video": "Бейне", "form.document": "Құжат", "form.sticker": "Стикер", "form.location": "Орны", "form.contacts": "Байланыс", "form.reaction": "Белгі қойды", "form.button": "Түйме", "form.interactive": "Таңдауы", "form.system": "WhatsApp хабары", "form.other": "Басқа хабар",
    "place": "Картадан көру: {latitude}, {longitude}", "forwarded": "басқадан жіберілген", "picture": "{at} жіберілген сурет", "file.open": "Ашу", "file.save": "Сақтау", "file.size": "{kb, number} КБ",
    "file.waiting": "Файл әлі алынған жоқ: портал оны WhatsApp-тан сұрап жатыр.", "file.refused.large": "Файл қабылданбады: тым үлкен.", "file.refused": "Файл қабылданбады: мұндай түрі сақталмайды.", "file.lost": "Файлды алу мүмкін болмады. Өтініш берушіден қайта жіберуін сұраңыз.",
    "sent.waiting": "жөнелтуді күтіп тұр", "sent.sending": "жөнелтіліп жатыр", "sent.in_doubt": "жеткені белгісіз: әкімші тексереді", "sent.sent": "жөнелтілді", "sent.delivered": "жетті: {at}", "sent.read": "оқылды: {at}", "sent.failed": "жеткізілмеді: {error}", "sent.given_up": "жөнелту тоқтатылды", "sent.handed_over": "тапсырылды", "sent.undeliverable": "жеткізу мүмкін болмады", "sent.letter": "хат болып тапсырылуын күтіп тұр",
    "reply": "Өтініш берушіге жазу", "reply.text": "Хабар", "reply.submit": "Жіберу",
    "how.text": "WhatsApp арқылы еркін мәтінмен жіберіледі (өтініш беруші жақында жазды; {until} дейін).", "how.template": "Өтініш берушінің соңғы хабарынан бері 24 сағат өтті: WhatsApp арқылы бекітілген үлгімен, бір абзац болып жіберіледі.", "how.off": "WhatsApp қазір өшірулі: әкімші қосқанша хабар күтіп тұрады.", "how.email": "Электрондық поштамен жіберіледі.", "how.sms": "SMS болып жіберіледі.", "how.letter": "Өтініш берушіге порталдан жіберетін жол жоқ: хат болып дайындалады, оны басып шығарып тапсырасыз не телефонмен оқып бересіз.",
    "split": "Хабарларды бөлек іске шығару", "split.messages": "Басқа мәселе туралы хабарлар", "split.hint": "Таңдалған хабарлар файлдарымен бірге осы адамның жаңа ісіне көшеді. Істі бастаған хабар орнында қалады.", "split.submit": "Бөлек іс ашу",
  },
  ru: {
    "title": "Переписка", "theirs": "Заявитель", "ours": "Акимат", "loose": "Файлы при обращении",
    "form.image": "Снимок", "form.audio": "Аудио", "form.voice": "Аудио", "form.video": "Видео", "form.document": "Документ", "form.sticker": "Стикер", "form.location": "Место", "form.contacts": "Контакт", "form.reaction": "Поставил знак", "form.button": "Кнопка", "form.interactive": "Выбор", "form.system": "Сообщение WhatsApp", "form.other": "Другое сообщение",
    "place": "Место: {latitude}, {longitude}", "forwarded": "переслано", "picture": "Снимок, присланный {at}", "file.open": "Открыть", "file.save": "Сохранить", "file.size": "{kb, number} КБ",
    "file.waiting": "Файл ещё не получен: портал запрашивает его у WhatsApp.", "file.refused.large": "Файл не принят: слишком большой.", "file.refused": "Файл не принят: такие не хранятся.", "file.lost": "Получить файл не удалось. Попросите заявителя прислать его снова.",
    "sent.waiting": "ждёт отправки", "sent.sending": "отправляется", "sent.in_doubt": "неизвестно, дошло ли: проверит администратор", "sent.sent": "отправлено", "sent.delivered": "доставлено {at}", "sent.read": "прочитано {at}", "sent.failed": "не доставлено: {error}", "sent.given_up": "отправка прекращена", "sent.handed_over": "вручено", "sent.undeliverable": "вручить не удалось", "sent.letter": "ждёт вручения письмом",
    "reply": "Написать заявителю", "reply.text": "Сообщение", "reply.submit": "Отправить",
    "how.text": "Уйдёт в WhatsApp свободным текстом (заявитель писал недавно; так можно до {until}).", "how.template": "Со времени последнего сообщения заявителя прошли сутки: уйдёт в WhatsApp по утверждённому шаблону, одним абзацем.", "how.off": "WhatsApp сейчас отключён: сообщение будет ждать, пока администратор его не включит.", "how.email": "Уйдёт по электронной почте.", "how.sms": "Уйдёт по SMS.", "how.letter": "Отправить заявителю с портала нельзя: будет подготовлено письмо, его печатают и вручают или читают по телефону.",
    "split": "Выделить сообщения в отдельное дело", "split.messages": "Сообщения о другом", "split.hint": "Выбранные сообщения с файлами перейдут в новое дело этого же человека. Сообщение, с которого началось дело, остаётся.", "split.submit": "Завести отдельное дело",
  },
  en: {
    "title": "Conversation", "theirs": "Applicant", "ours": "City hall", "loose": "Files of the appeal",
    "form.image": "Picture", "form.audio": "Audio", "form.voice": "Audio", "form.video": "Video", "form.document": "Document", "form.sticker": "Sticker", "form.location": "Place", "form.contacts": "Contact", "form.reaction": "Reacted", "form.button": "Button", "form.interactive": "Choice", "form.system": "Notice of WhatsApp", "form.other": "Another message",
    "place": "Place: {latitude}, {longitude}", "forwarded": "forwarded", "picture": "Picture sent {at}", "file.open": "Open", "file.save": "Save", "file.size": "{kb, number} KB",
    "file.waiting": "The file is not here yet: the portal is asking WhatsApp for it.", "file.refused.large": "The file was refused: it is too large.", "file.refused": "The file was refused: files of this sort are not kept.", "file.lost": "The file could not be had. Ask the applicant to send it again.",
    "sent.waiting": "waiting to be sent", "sent.sending": "being sent", "sent.in_doubt": "in doubt: the administrator finds out", "sent.sent": "sent", "sent.delivered": "delivered {at}", "sent.read": "read {at}", "sent.failed": "not delivered: {error}", "sent.given_up": "sending was given up", "sent.handed_over": "delivered by hand", "sent.undeliverable": "could not be delivered", "sent.letter": "waiting to be delivered as a letter",
    "reply": "Write to the applicant", "reply.text": "Message", "reply.submit": "Send",
    "how.text": "Goes by WhatsApp as free text (the applicant wrote lately; possible until {until}).", "how.template": "The applicant's last message is more than 24 hours old: goes by WhatsApp in the approved template, as one paragraph.", "how.off": "WhatsApp is switched off: the message waits until the administrator turns it on.", "how.email": "Goes by e-mail.", "how.sms": "Goes by SMS.", "how.letter": "The portal can't reach the applicant: it becomes a letter to print and deliver, or to read out by phone.",
    "split": "Take messages out into a case of their own", "split.messages": "Messages about another matter", "split.hint": "The chosen messages and their files move to a new case of the same person. The message that opened the case stays.", "split.submit": "Open a separate case",
  },
});
