import type { Sql, TransactionSql } from "postgres";
import type { Outcome } from "#db/reference/codelists.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";

/** A template as it is shipped: for any category of any city; `kind` null with the track "appeal" is every kind. */
export type ShippedTemplate = {
  name: string; language: "kk" | "ru" | "en"; track: "signal" | "appeal"; kind: AppealKind | null; outcome: Exclude<Outcome, "terminated"> | null; text: string;
};

/**
 * The right to complain, as every answer to an appeal must explain it (АППК art. 89 (2)): whom, in which time.
 * Sources: art. 91 (3) – considered by the body above; 91 (4) – filed with the body complained of; 92 (1) – three months
 * from the day one learned of it; afterwards a court, unless a law says otherwise (91 (5)).
 */
const complaint = {
  kk: `Жауаппен келіспесеңіз, ол туралы білген күннен бастап үш ай ішінде шағым беруге құқылысыз. Шағым осы әкімдікке беріледі, оны жоғары тұрған орган қарайды. Содан кейін де келіспесеңіз, сотқа жүгіне аласыз, егер заңда басқа тәртіп белгіленбесе (Әкімшілік рәсімдік-процестік кодекстің 91 және 92-баптары).`,
  ru: `Если вы не согласны с ответом, вы вправе обжаловать его в течение трёх месяцев со дня, когда узнали о нём. Жалоба подаётся в этот акимат, рассматривает её вышестоящий орган. Если и после этого вы не согласны, можно обратиться в суд, когда закон не предусматривает иного порядка (статьи 91 и 92 Административного процедурно-процессуального кодекса).`,
  en: `If you disagree with this answer, you may complain within three months of the day you learned of it. The complaint is filed with this akimat and considered by the body above it. If you still disagree after that, you may go to court, unless the law provides otherwise (articles 91 and 92 of the Administrative Procedural and Process-Related Code).`,
};

type Said = { kk: string; ru: string; en: string };
const forms = (track: ShippedTemplate["track"], kind: AppealKind | null, outcome: ShippedTemplate["outcome"], name: Said, text: Said): ShippedTemplate[] =>
  (["kk", "ru", "en"] as const).map((language) => ({ name: name[language], language, track, kind, outcome, text: track === "appeal" && outcome ? `${text[language]}\n\n${complaint[language]}` : text[language] }));

/** Templates any akimat can begin with: each says what was found, what was or will be done, under which law. */
export const shippedTemplates: readonly ShippedTemplate[] = [
  ...forms("appeal", null, null, { kk: "Шағымдану құқығы (соңғы абзац)", ru: "Право на жалобу (последний абзац)", en: "Right to complain (last paragraph)" }, complaint),
  ...forms("appeal", "application", "satisfied", { kk: "Арыз: орындалды", ru: "Заявление: выполнено", en: "Application: done" }, {
    kk: `Құрметті өтініш беруші!

{registered} күні тіркелген № {number} арызыңызды {department} қарады.

Тексергенде мынау анықталды: [не анықталды].
[күні] мынау істелді: [не істелді]. Бұл мәселе [заңның не ереженің атауы, бабы] бойынша шешілді.

Арызыңыз қанағаттандырылды. Сұрағыңыз болса, орындаушыға хабарласыңыз: {executor}, [телефоны].`,
    ru: `Здравствуйте!

Ваше заявление № {number}, зарегистрированное {registered}, рассмотрено ({department}).

При проверке установлено: [что установлено].
[когда] сделано следующее: [что сделано]. Вопрос решён на основании [закон или правила, статья].

Ваше заявление удовлетворено. Если остались вопросы, обратитесь к исполнителю: {executor}, [телефон].`,
    en: `Dear applicant,

Your application No. {number}, registered on {registered}, was considered by {department}.

The inspection found: [what was found].
On [day] the following was done: [what was done]. The matter was decided under [the law or the rules, article].

Your application is granted. If you have questions, please ask the executor: {executor}, [telephone].`,
  }),
  ...forms("appeal", "application", "explained", { kk: "Арыз: түсіндірме", ru: "Заявление: разъяснение", en: "Application: explanation" }, {
    kk: `Құрметті өтініш беруші!

{registered} күні тіркелген № {number} арызыңызды {department} қарады.

Сұрағыңыз [заңның не ереженің атауы, бабы] бойынша былай реттеледі: [заң не дейді].
Сіздің жағдайыңызда бұл мынаны білдіреді: [өтініш берушіге қатысты түсіндірме].
Енді мынаны істей аласыз: [қайда, қандай құжатпен, қай мерзімде жүгінуге болады].

Қосымша түсіндірмені орындаушы береді: {executor}, [телефоны].`,
    ru: `Здравствуйте!

Ваше заявление № {number}, зарегистрированное {registered}, рассмотрено ({department}).

Ваш вопрос регулирует [закон или правила, статья]: [что говорит закон].
В вашем случае это значит: [разъяснение применительно к заявителю].
Теперь вы можете сделать следующее: [куда, с какими документами и в какой срок обратиться].

Подробнее объяснит исполнитель: {executor}, [телефон].`,
    en: `Dear applicant,

Your application No. {number}, registered on {registered}, was considered by {department}.

Your question is governed by [the law or the rules, article]: [what the law says].
In your case this means: [the explanation for this applicant].
You can now do the following: [where to apply, with which documents and by when].

The executor will explain further: {executor}, [telephone].`,
  }),
  ...forms("appeal", "application", "refused", { kk: "Арыз: бас тарту", ru: "Заявление: отказ", en: "Application: refusal" }, {
    kk: `Құрметті өтініш беруші!

{registered} күні тіркелген № {number} арызыңызды {department} қарады.

Өтінішіңізді орындау мүмкін емес. Себебі: [нақты себептер мен дәлелдер].
Бұл шешім [заңның не ереженің атауы, бабы] негізінде қабылданды: [бап не талап етеді].
Шешім мына жағдайда өзгеруі мүмкін: [қандай шарт орындалуы керек немесе басқа қандай жол бар].

Арызыңызды қанағаттандырудан бас тартылды. Қосымша түсіндірмені орындаушы береді: {executor}, [телефоны].`,
    ru: `Здравствуйте!

Ваше заявление № {number}, зарегистрированное {registered}, рассмотрено ({department}).

Выполнить вашу просьбу нельзя. Причина: [конкретные причины и доводы].
Решение принято на основании [закон или правила, статья]: [чего требует статья].
Оно может измениться, если [какое условие должно быть выполнено или какой есть другой путь].

В удовлетворении заявления отказано. Подробнее объяснит исполнитель: {executor}, [телефон].`,
    en: `Dear applicant,

Your application No. {number}, registered on {registered}, was considered by {department}.

What you ask for can't be done. The reason: [the concrete reasons and facts].
The decision was taken under [the law or the rules, article]: [what the article requires].
It may change if [which condition must be met, or which other way there is].

Your application is refused. The executor will explain further: {executor}, [telephone].`,
  }),
  ...forms("appeal", "complaint", "satisfied", { kk: "Шағым: расталды", ru: "Жалоба: подтвердилась", en: "Complaint: upheld" }, {
    kk: `Құрметті өтініш беруші!

{registered} күні тіркелген № {number} шағымыңыз қаралды.

Шағымдағы жайт расталды: [не анықталды, қандай құжаттармен]. Бұл [заңның не ереженің атауы, бабы] талабына қайшы.
Қателікті түзету үшін мынау істелді: [не істелді, қашан]. Кінәлілерге қатысты: [қандай шара қолданылды].

Шағымыңыз қанағаттандырылды. Болған жайт үшін кешірім сұраймыз.`,
    ru: `Здравствуйте!

Ваша жалоба № {number}, зарегистрированная {registered}, рассмотрена.

Изложенное в ней подтвердилось: [что установлено, по каким документам]. Это противоречит [закон или правила, статья].
Чтобы исправить нарушение, сделано следующее: [что и когда сделано]. Меры к виновным: [какие].

Жалоба удовлетворена. Приносим извинения за случившееся.`,
    en: `Dear applicant,

Your complaint No. {number}, registered on {registered}, was considered.

What it says was confirmed: [what was found, by which documents]. It is contrary to [the law or the rules, article].
To put it right, the following was done: [what and when]. Those responsible: [measures taken].

Your complaint is upheld. We apologise for what happened.`,
  }),
  ...forms("appeal", "complaint", "refused", { kk: "Шағым: расталмады", ru: "Жалоба: не подтвердилась", en: "Complaint: not upheld" }, {
    kk: `Құрметті өтініш беруші!

{registered} күні тіркелген № {number} шағымыңыз қаралды, айтқан уәждеріңіздің бәрі тексерілді.

Мынау тексерілді: [кім, нені, қай құжаттарды тексерді].
Анықталғаны: [не анықталды және ол неге шағымды растамайды].
[заңның не ереженің атауы, бабы] бойынша: [бап не дейді]. Сондықтан шағымыңызды қанағаттандыруға негіз жоқ.`,
    ru: `Здравствуйте!

Ваша жалоба № {number}, зарегистрированная {registered}, рассмотрена, проверен каждый ваш довод.

Проверено: [кто, что и какие документы проверил].
Установлено: [что установлено и почему это не подтверждает жалобу].
Согласно [закон или правила, статья]: [что говорит статья]. Поэтому оснований удовлетворить жалобу нет.`,
    en: `Dear applicant,

Your complaint No. {number}, registered on {registered}, was considered, and each of its points was checked.

What was checked: [by whom, what, which documents].
What was found: [what was found and why it does not confirm the complaint].
Under [the law or the rules, article]: [what the article says]. There are therefore no grounds to uphold the complaint.`,
  }),
  ...forms("appeal", "request", "explained", { kk: "Сұрау салу: ақпарат беру", ru: "Запрос: сведения", en: "Request: information" }, {
    kk: `Құрметті өтініш беруші!

{registered} күні тіркелген № {number} сұрау салуыңызға {department} мынаны хабарлайды.

[сұралған ақпарат: деректер, күндер, сандар].
Ақпарат [қай дереккөзден, қай күнге алынған]. Ол «Ақпаратқа қол жеткізу туралы» Заңға және Әкімшілік рәсімдік-процестік кодекстің 87 және 89-баптарына сәйкес беріледі.`,
    ru: `Здравствуйте!

На ваш запрос № {number}, зарегистрированный {registered}, {department} сообщает следующее.

[запрошенные сведения: факты, даты, числа].
Сведения взяты [из какого источника, на какую дату]. Они предоставлены в соответствии с Законом «О доступе к информации» и статьями 87 и 89 Административного процедурно-процессуального кодекса.`,
    en: `Dear applicant,

To your request No. {number}, registered on {registered}, {department} answers as follows.

[the information asked for: facts, dates, figures].
It was taken [from which source, as of which day]. It is given under the Law on Access to Information and articles 87 and 89 of the Administrative Procedural and Process-Related Code.`,
  }),
  ...forms("appeal", "proposal", "noted", { kk: "Ұсыныс: назарға алынды", ru: "Предложение: принято к сведению", en: "Proposal: noted" }, {
    kk: `Құрметті өтініш беруші!

{registered} күні тіркелген № {number} ұсынысыңызды {department} қарады. Қала ісіне көңіл бөлгеніңізге рақмет.

Ұсынысыңыз бойынша мынаны айтамыз: [бөлімнің пікірі және оның дәлелдері].
Ол былай ескеріледі: [қай жоспарда, қашан, кім қарайды].
Жауап Әкімшілік рәсімдік-процестік кодекстің 87 және 89-баптарына сәйкес берілді.`,
    ru: `Здравствуйте!

Ваше предложение № {number}, зарегистрированное {registered}, рассмотрено ({department}). Спасибо, что думаете о городе.

По сути предложения: [мнение отдела и его доводы].
Оно будет учтено так: [в каком плане, когда и кем].
Ответ дан в соответствии со статьями 87 и 89 Административного процедурно-процессуального кодекса.`,
    en: `Dear applicant,

Your proposal No. {number}, registered on {registered}, was considered by {department}. Thank you for caring about the city.

On the proposal itself: [the department's view and its reasons].
It will be taken into account as follows: [in which plan, when and by whom].
This answer is given under articles 87 and 89 of the Administrative Procedural and Process-Related Code.`,
  }),
  ...forms("appeal", "message", "satisfied", { kk: "Хабарлама: шара қолданылды", ru: "Сообщение: меры приняты", en: "Message: acted upon" }, {
    kk: `Құрметті өтініш беруші!

{registered} күні тіркелген № {number} хабарламаңызды {department} тексерді.

Анықталғаны: [не анықталды].
Қолданылған шара: [не істелді, қашан, кім]. Негізі: [заңның не ереженің атауы, бабы].
Байқағаныңызды хабарлағаныңызға рақмет.`,
    ru: `Здравствуйте!

Ваше сообщение № {number}, зарегистрированное {registered}, проверено ({department}).

Установлено: [что установлено].
Принятые меры: [что, когда и кем сделано]. Основание: [закон или правила, статья].
Спасибо, что сообщили.`,
    en: `Dear applicant,

Your message No. {number}, registered on {registered}, was checked by {department}.

What was found: [what was found].
What was done: [what, when and by whom]. The ground: [the law or the rules, article].
Thank you for telling us.`,
  }),
  ...forms("appeal", null, "noted", { kk: "Жолданым: назарға алынды", ru: "Обращение: принято к сведению", en: "Appeal: noted" }, {
    kk: `Құрметті өтініш беруші!

{registered} күні тіркелген № {number} жолданымыңызды {department} қарады.

Айтқаныңыз назарға алынды: [не ескеріледі, қашан және неге дәл солай].
Жауап Әкімшілік рәсімдік-процестік кодекстің 89-бабына сәйкес берілді.`,
    ru: `Здравствуйте!

Ваше обращение № {number}, зарегистрированное {registered}, рассмотрено ({department}).

Сказанное вами принято к сведению: [что будет учтено, когда и почему именно так].
Ответ дан в соответствии со статьёй 89 Административного процедурно-процессуального кодекса.`,
    en: `Dear applicant,

Your appeal No. {number}, registered on {registered}, was considered by {department}.

What you say has been noted: [what will be taken into account, when and why so].
This answer is given under article 89 of the Administrative Procedural and Process-Related Code.`,
  }),
  ...forms("signal", null, "satisfied", { kk: "Сигнал: орындалды", ru: "Сигнал: сделано", en: "Signal: done" }, {
    kk: "Хабарласқаныңызға рақмет. [күні] мынау істелді: [не істелді]. Мәселе қайталанса, № {number} нөмірін айтып қайта хабарласыңыз.",
    ru: "Спасибо, что сообщили. [когда] сделано следующее: [что сделано]. Если это повторится, напишите нам снова и назовите номер {number}.",
    en: "Thank you for telling us. On [day] the following was done: [what was done]. Should it happen again, write to us and give the number {number}.",
  }),
  ...forms("signal", null, "explained", { kk: "Сигнал: түсіндірме", ru: "Сигнал: разъяснение", en: "Signal: explanation" }, {
    kk: "Хабарласқаныңызға рақмет. Мәселе былай: [түсіндірме]. Мынаны істей аласыз: [қайда жүгінуге болады]. Хабарыңыздың нөмірі: {number}.",
    ru: "Спасибо за сообщение. Дело обстоит так: [объяснение]. Вы можете сделать следующее: [куда обратиться]. Номер вашего сообщения: {number}.",
    en: "Thank you for your message. This is how matters stand: [explanation]. You can do the following: [where to turn]. The number of your message: {number}.",
  }),
  ...forms("signal", null, "refused", { kk: "Сигнал: орындалмайды", ru: "Сигнал: отказ", en: "Signal: refusal" }, {
    kk: "Хабарласқаныңызға рақмет. Өкінішке қарай, бұл жұмысты жүргізе алмаймыз: [себебі]. Келіспесеңіз, ресми жолданым беріңіз, ол заңда белгіленген мерзімде қаралады. Хабарыңыздың нөмірі: {number}.",
    ru: "Спасибо за сообщение. К сожалению, сделать это мы не можем: [причина]. Если вы не согласны, подайте официальное обращение, его рассмотрят в срок, установленный законом. Номер вашего сообщения: {number}.",
    en: "Thank you for your message. Unfortunately we can't do this: [reason]. If you disagree, file a formal appeal, it is considered within the term set by law. The number of your message: {number}.",
  }),
  ...forms("signal", null, "noted", { kk: "Сигнал: назарға алынды", ru: "Сигнал: принято к сведению", en: "Signal: noted" }, {
    kk: "Хабарыңызға рақмет, ол назарға алынды: [қалай ескеріледі]. Хабарыңыздың нөмірі: {number}.",
    ru: "Спасибо за сообщение, мы приняли его к сведению: [как оно будет учтено]. Номер вашего сообщения: {number}.",
    en: "Thank you for your message, it has been noted: [how it will be taken into account]. The number of your message: {number}.",
  }),
];

/** Writes the shipped templates into a database that has none; what a city made of its own stays. */
export async function loadTemplates(owner: Sql | TransactionSql): Promise<void> {
  const [{ some }] = await owner<[{ some: boolean }]>`SELECT EXISTS (SELECT 1 FROM private.template) AS some`;
  if (some) return;
  // One statement: a template and its first version name each other.
  await owner`
    WITH shipped AS (
      SELECT s.*, row_number() OVER () AS n FROM jsonb_to_recordset(${owner.json(shippedTemplates as never)}) AS s(name text, language text, track text, kind text, outcome text, text text)
    ), made AS (INSERT INTO private.template (version) SELECT 1 FROM shipped RETURNING id), numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM made)
    INSERT INTO private.template_version (template, version, name, language, track, kind, outcome, text)
    SELECT m.id, 1, s.name, s.language, s.track, s.kind, s.outcome, s.text FROM numbered m JOIN shipped s USING (n)`;
}
