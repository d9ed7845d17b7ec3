import { area } from "#lib/i18n/translate.ts";

/** What was done to an account, a session, a second factor or the calendar's draft: `kind.act` of the office's history. */
export const officeAuditKinds = area({
  kk: {
    "staff.created": "Тіркелгі ашты", "staff.changed": "Аты-жөнін, рөлдерін не бөлімін өзгертті", "staff.activated": "Тіркелгіні қосты", "staff.deactivated": "Тіркелгіні өшірді", "staff.passwordIssued": "Бір реттік құпиясөз берді", "staff.passwordChanged": "Құпиясөзін ауыстырды", "staff.identity": "Сыртқы кіру белгісін өзгертті",
    "calendar_draft.takenOut": "Күнтізбе жобасынан алып тастады",
    "session.opened": "Кірді", "session.ended": "Сеансты аяқтады",
    "second_factor.added": "Екінші фактор қосты", "second_factor.removed": "Екінші факторды алып тастады", "second_factor.renamed": "Кіру кілтінің атауын өзгертті", "second_factor.passed": "Екінші фактордан өтті", "second_factor.failed": "Екінші фактордан өте алмады", "second_factor.recoveryIssued": "Қалпына келтіру кодтарын алды", "second_factor.reset": "Екінші факторды өшіріп тастады",
  },
  ru: {
    "staff.created": "Создана учётная запись", "staff.changed": "Изменены имя, роли или отдел", "staff.activated": "Учётная запись включена", "staff.deactivated": "Учётная запись отключена", "staff.passwordIssued": "Выдан одноразовый пароль", "staff.passwordChanged": "Сменён пароль", "staff.identity": "Изменён внешний вход",
    "calendar_draft.takenOut": "День убран из черновика календаря",
    "session.opened": "Вход", "session.ended": "Сеанс завершён",
    "second_factor.added": "Добавлен второй фактор", "second_factor.removed": "Убран второй фактор", "second_factor.renamed": "Переименован ключ доступа", "second_factor.passed": "Второй фактор пройден", "second_factor.failed": "Второй фактор не пройден", "second_factor.recoveryIssued": "Выданы коды восстановления", "second_factor.reset": "Второй фактор сброшен",
  },
  en: {
    "staff.created": "Account created", "staff.changed": "Name, roles or department changed", "staff.activated": "Account activated", "staff.deactivated": "Account deactivated", "staff.passwordIssued": "One-time password issued", "staff.passwordChanged": "Password changed", "staff.identity": "Outside sign-in changed",
    "calendar_draft.takenOut": "Taken out of the calendar's draft",
    "session.opened": "Signed in", "session.ended": "Session ended",
    "second_factor.added": "Second factor added", "second_factor.removed": "Second factor removed", "second_factor.renamed": "Passkey renamed", "second_factor.passed": "Second factor passed", "second_factor.failed": "Second factor failed", "second_factor.recoveryIssued": "Recovery codes issued", "second_factor.reset": "Second factor reset",
  },
});
