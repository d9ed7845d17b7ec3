/** A code's name in the portal's three languages; the office's words (lib/i18n/areas/cases.ts) take them from here. */
export type CodeNames = { kk: string; ru: string; en: string };

const names = (kk: string, ru: string, en: string): CodeNames => ({ kk, ru, en });

/** In the order of a case's life, the order every list of them has. */
export const statusNames = {
  received: names("Түсті", "Поступило", "Received"),
  registered: names("Тіркелді", "Зарегистрировано", "Registered"),
  needs_conformity: names("Толықтыруды күтуде", "Ждёт дополнения", "Waiting for missing details"),
  assigned: names("Бөлімге берілді", "Передано в отдел", "With the department"),
  in_work: names("Жұмыста", "В работе", "In work"),
  hearing: names("Тыңдау өтіп жатыр", "Идёт заслушивание", "Hearing under way"),
  on_approval: names("Қол қоюда", "На подписи", "Waiting for signature"),
  answered: names("Жауап берілді", "Ответ дан", "Answered"),
  reopened: names("Қайта ашылды", "Открыто снова", "Reopened"),
  redirected: names("Басқа органға жіберілді", "Передано в другой орган", "Passed to another body"),
  returned: names("Қайтарылды", "Возвращено", "Returned"),
  terminated: names("Тоқтатылды", "Прекращено", "Terminated"),
  withdrawn: names("Өтініш беруші қайтарып алды", "Отозвано заявителем", "Withdrawn by the applicant"),
  merged: names("Сол адамның бұрынғысына қосылды", "Объединено с прежним того же человека", "Merged with the same person's earlier one"),
  spam: names("Спам", "Спам", "Spam"),
} as const satisfies Record<string, CodeNames>;

export const outcomeNames = {
  satisfied: names("Қанағаттандырылды", "Удовлетворено", "Satisfied"),
  explained: names("Түсіндірілді", "Разъяснено", "Explained"),
  refused: names("Бас тартылды", "Отказано", "Refused"),
  noted: names("Назарға алынды", "Принято к сведению", "Noted"),
  terminated: names("Тоқтатылды", "Прекращено", "Terminated"),
} as const satisfies Record<string, CodeNames>;

export type Status = keyof typeof statusNames;
export type Outcome = keyof typeof outcomeNames;
export const statuses = Object.keys(statusNames) as Status[];
export const outcomes = Object.keys(outcomeNames) as Outcome[];

export type Code = { list: "status" | "outcome"; code: string; names: CodeNames; sort: number; validFrom: string };

/** The lists a release publishes with its figures; what a word means is the law's since the Code came into force. */
export const codelists: readonly Code[] = [
  ...statuses.map((code, sort): Code => ({ list: "status", code, names: statusNames[code], sort, validFrom: "2021-07-01" })),
  ...outcomes.map((code, sort): Code => ({ list: "outcome", code, names: outcomeNames[code], sort, validFrom: "2021-07-01" })),
];
