import { area } from "#lib/i18n/translate.ts";

/** What the browser itself says when a page fails in it. An area of its own, because a reader downloads it with every page. */
export const fault = area({
  kk: {
    title: "Бетті көрсету кезінде қате шықты",
    text: "Бұл — біздегі ақау. Бетті жаңартып көріңіз; қайталанса, бізге хабарлаңыз.",
    retry: "Бетті жаңарту",
  },
  ru: {
    title: "При показе страницы произошла ошибка",
    text: "Это сбой на нашей стороне. Обновите страницу; если не поможет, сообщите нам.",
    retry: "Обновить страницу",
  },
  en: {
    title: "Something went wrong while showing this page",
    text: "This is a fault on our side. Reload the page; if that does not help, tell us.",
    retry: "Reload the page",
  },
});
