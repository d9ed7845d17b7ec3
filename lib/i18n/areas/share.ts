import { area } from "#lib/i18n/translate.ts";

/** What stands under a chart for those who want to take it with them, and in its frame on another site. */
export const share = area({
  kk: {
    share: "Диаграмманы бөлісу не пайдалану",
    svg: "Сурет, SVG",
    png: "Сурет, PNG",
    csv: "Сандары, CSV",
    link: "Диаграмманың сілтемесі",
    updating: "Сайтқа кірістіру коды: жаңа шығарылыммен бірге жаңарады",
    frozen: "Сайтқа кірістіру коды: {release} шығарылымында қалады, ешқашан өзгермейді",
    use: "Дереккөзін көрсетсеңіз, еркін пайдалана аласыз: {licence}.",
    copy: "Көшіру",
    copied: "Көшірілді",
    open: "Порталда ашу",
  },
  ru: {
    share: "Поделиться диаграммой или использовать её",
    svg: "Картинка, SVG",
    png: "Картинка, PNG",
    csv: "Числа, CSV",
    link: "Ссылка на диаграмму",
    updating: "Код для сайта: обновляется с каждым новым выпуском",
    frozen: "Код для сайта: остаётся на выпуске {release} и никогда не меняется",
    use: "Можно использовать свободно, указав источник: {licence}.",
    copy: "Скопировать",
    copied: "Скопировано",
    open: "Открыть на портале",
  },
  en: {
    share: "Share or use this chart",
    svg: "Picture, SVG",
    png: "Picture, PNG",
    csv: "Numbers, CSV",
    link: "Link to this chart",
    updating: "Code for your site: updates with every new release",
    frozen: "Code for your site: stays at release {release} and never changes",
    use: "Free to use if you name the source: {licence}.",
    copy: "Copy",
    copied: "Copied",
    open: "Open on the portal",
  },
});
