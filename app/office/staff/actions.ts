"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { translator } from "#lib/i18n/translate.ts";
import { roles } from "#lib/permissions.ts";
import { addStaff, resetPassword, revokeSessions, setActive } from "#lib/staff/manage.ts";

const id = z.coerce.number().int().positive();
const many = z.union([z.enum(roles).transform((one) => [one]), z.array(z.enum(roles))]);

export const createAccount = officeAction({
  name: "createAccount", permission: "staff.manage",
  input: z.object({ login: z.string().min(1), name: z.string().min(1), roles: many, department: z.string().transform((code) => code || null) }),
  async run(actor, input, locale) {
    const { password } = await addStaff(actor, input);
    const t = translator(office, locale);
    return { shown: [{ label: t("staff.login"), value: input.login }, { label: t("staff.oneTime"), value: password }] };
  },
});

export const switchAccount = officeAction({
  name: "switchAccount", permission: "staff.manage",
  input: z.object({ id, active: z.enum(["yes", "no"]) }),
  async run(actor, input) {
    await setActive(actor, input.id, input.active === "yes");
    return { go: "/office/staff" };
  },
});

export const endAllSessions = officeAction({
  name: "endAllSessions", permission: "staff.manage", input: z.object({ id }),
  async run(actor, input) {
    await revokeSessions(actor, input.id);
    return { go: "/office/staff" };
  },
});

export const issuePassword = officeAction({
  name: "issuePassword", permission: "staff.manage", input: z.object({ id }),
  async run(actor, input, locale) {
    const { password } = await resetPassword(actor, input.id);
    return { shown: [{ label: translator(office, locale)("staff.oneTime"), value: password }] };
  },
});
