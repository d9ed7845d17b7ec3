/** Answers to a registered appeal that have what the law wants of them (lib/appeals/answer-parts.ts), one a language. */
export const lawful = {
  kk: "Үйіңізге баратын жылу желісіндегі ақау жойылды: құбырдың зақымдалған бөлігі ауыстырылып, желі сынақтан өтті, пәтерлерге жылу толық берілді. Жылу беру Қазақстан Республикасының «Жылу энергетикасы туралы» Заңының 5-бабына сәйкес жүргізіледі. Жауаппен келіспесеңіз, ӘРПК 91-бабына сәйкес шағымдануға құқығыңыз бар.",
  ru: "Повреждение тепловой сети, ведущей к вашему дому, устранено: заменён участок трубы, сеть испытана, тепло в квартиры подано полностью. Теплоснабжение ведётся по статье 5 Закона Республики Казахстан «О теплоэнергетике». Если вы не согласны с ответом, вы вправе обжаловать его по статье 91 АППК.",
  en: "The fault in the heating network that leads to your house has been mended: a length of pipe was replaced, the network tested, and heat is on in all flats. Heating is supplied under article 5 of the Law on heat power. If you disagree with this answer, you have the right to complain under article 91 of the Code.",
} as const;
