"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { translator } from "#lib/i18n/translate.ts";
import { roles } from "#lib/permissions.ts";
import { setIdentity } from "#lib/staff/identity.ts";
import { addStaff, changePosition, resetPassword, resetSecondFactor, revokeSessions, setActive } from "#lib/staff/manage.ts";
import { endSessionOf } from "#lib/staff/session.ts";

const id = z.coerce.number().int().positive();
const page = (of: number) => `/office/staff/${of}`;
const many = z.union([z.enum(roles).transform((one) => [one]), z.array(z.enum(roles))]);
const department = z.string().transform((code) => code || null);

export const createAccount = officeAction({
  name: "createAccount", permission: "staff.manage",
  input: z.object({ login: z.string().min(1), name: z.string().min(1), roles: many, department }),
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
    return { go: page(input.id) };
  },
});

export const endAllSessions = officeAction({
  name: "endAllSessions", permission: "staff.manage", input: z.object({ id }),
  async run(actor, input) {
    await revokeSessions(actor, input.id);
    return { go: page(input.id) };
  },
});

export const issuePassword = officeAction({
  name: "issuePassword", permission: "staff.manage", input: z.object({ id }),
  async run(actor, input, locale) {
    const { password } = await resetPassword(actor, input.id);
    return { shown: [{ label: translator(office, locale)("staff.oneTime"), value: password }] };
  },
});

export const changeAccount = officeAction({
  name: "changeAccount", permission: "staff.manage",
  input: z.object({ id, name: z.string().min(1), roles: many, department }),
  async run(actor, { id: of, ...position }) {
    await changePosition(actor, of, position);
    return { go: page(of) };
  },
});

export const endStaffSession = officeAction({
  name: "endStaffSession", permission: "staff.manage", input: z.object({ id, session: z.string().min(1) }),
  async run(actor, input) {
    await endSessionOf(actor, input.id, input.session);
    return { go: page(input.id) };
  },
});

export const resetFactor = officeAction({
  name: "resetFactor", permission: "staff.manage", input: z.object({ id }),
  async run(actor, input) {
    await resetSecondFactor(actor, input.id);
    return { go: page(input.id) };
  },
});

export const linkIdentity = officeAction({
  name: "linkIdentity", permission: "staff.manage", input: z.object({ id, subject: z.string().max(255), email: z.union([z.literal(""), z.email().max(254)]) }),
  async run(actor, { id: of, ...input }) {
    await setIdentity(actor, of, input);
    return { go: page(of) };
  },
});
