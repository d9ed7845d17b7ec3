import { area } from "#lib/i18n/translate.ts";
import { officeErrors } from "#lib/i18n/areas/office-errors.ts";

/** What the portal says when it can't do what was asked. Each says what happened and what to do (look.md, Words). */
export const errors = area({
  kk: {
    ...officeErrors.kk,
    notFound: "Мұндай бет немесе жазба жоқ. Мекенжайды тексеріңіз.",
    forbidden: "Бұл әрекетке құқығыңыз жоқ.",
    signInNeeded: "Алдымен жүйеге кіріңіз.",
    changedMeanwhile: "Осы арада жазбаны басқа қызметкер өзгертті. Жазғаныңыз сақталды: айырмашылықты қарап, қайта жіберіңіз.",
    tooManyAttempts: "Әрекет саны тым көп. {minutes, number} минуттан кейін қайталаңыз.",
    unavailable: "Деректер базасы қазір жауап бермейді. Бір минуттан кейін қайталаңыз.",
    unknownParameter: "«{name}» деген параметр жоқ. Болатыны: {allowed}.",
    unknownCode: "«{name}» параметрінде «{value}» деген код жоқ. Кодтар тізімі: {list}.",
    notPublished: "Мұндай қима жарияланбайды. Жарияланатыны: {published}.",
  },
  ru: {
    ...officeErrors.ru,
    notFound: "Такой страницы или записи нет. Проверьте адрес.",
    forbidden: "У вас нет права на это действие.",
    signInNeeded: "Сначала войдите в систему.",
    changedMeanwhile: "За это время запись изменил другой сотрудник. Введённое сохранено: посмотрите разницу и отправьте ещё раз.",
    tooManyAttempts: "Слишком много попыток. Повторите через {minutes, plural, one {# минуту} few {# минуты} many {# минут} other {# минуты}}.",
    unavailable: "База данных сейчас не отвечает. Повторите через минуту.",
    unknownParameter: "Параметра «{name}» нет. Есть: {allowed}.",
    unknownCode: "В параметре «{name}» нет кода «{value}». Список кодов: {list}.",
    notPublished: "Такой разрез не публикуется. Публикуется: {published}.",
  },
  en: {
    ...officeErrors.en,
    notFound: "There is no such page or record. Check the address.",
    forbidden: "You do not have permission to do this.",
    signInNeeded: "Sign in first.",
    changedMeanwhile: "Another official changed this record in the meantime. What you typed is kept: look at the difference and send again.",
    tooManyAttempts: "Too many attempts. Try again in {minutes, plural, one {# minute} other {# minutes}}.",
    unavailable: "The database does not answer at the moment. Try again in a minute.",
    unknownParameter: "There is no parameter “{name}”. There are: {allowed}.",
    unknownCode: "Parameter “{name}” has no code “{value}”. List of codes: {list}.",
    notPublished: "This crossing is not published. What is published: {published}.",
  },
});
