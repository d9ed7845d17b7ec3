import { area } from "#lib/i18n/translate.ts";

/** Why something of ours wasn't sent, by what the channel wrote down (lib/outbox); a provider's own words stay as they are. */
export const officeFaults = area({
  kk: {
    "no answer": "қызмет жауап бермеді", "the provider can't be reached": "провайдермен байланыс жоқ", "Meta can't be reached": "Meta қызметімен байланыс жоқ", "switched off": "арна өшірулі", "too long for SMS": "SMS үшін тым ұзын",
    "its settings can't be read": "арнаның баптауы оқылмайды", "an answer without an id": "қызметтің жауабында хабардың белгісі жоқ", "later than 24 hours after the last message, or too long": "соңғы хабардан бері 24 сағат өткен, бекітілген үлгі жоқ, не мәтін тым ұзын",
    "The server took too long.": "сервер тым ұзақ жауап берді", "The connection was closed.": "байланыс үзілді",
  },
  ru: {
    "no answer": "служба не ответила", "the provider can't be reached": "нет связи с провайдером", "Meta can't be reached": "нет связи со службой Meta", "switched off": "канал выключен", "too long for SMS": "слишком длинно для SMS",
    "its settings can't be read": "настройки канала не читаются", "an answer without an id": "в ответе службы нет номера сообщения", "later than 24 hours after the last message, or too long": "со времени последнего сообщения прошли сутки, а утверждённого шаблона нет, или текст слишком длинный",
    "The server took too long.": "сервер отвечал слишком долго", "The connection was closed.": "связь прервалась",
  },
  en: {
    "no answer": "the service did not answer", "the provider can't be reached": "the provider can't be reached", "Meta can't be reached": "Meta can't be reached", "switched off": "the way is switched off", "too long for SMS": "too long for SMS",
    "its settings can't be read": "the way's settings can't be read", "an answer without an id": "the service's answer had no message id", "later than 24 hours after the last message, or too long": "the last message is more than 24 hours old and there is no approved template, or the text is too long",
    "The server took too long.": "the server took too long", "The connection was closed.": "the connection was closed",
  },
});
