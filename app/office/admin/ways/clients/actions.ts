"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { officeLanguage } from "#app/_server/session.ts";
import { officeClients } from "#lib/i18n/areas/office-clients.ts";
import { translator } from "#lib/i18n/translate.ts";
import { addClient, removeClient } from "#lib/intake/open311/clients.ts";

const name = z.string().trim().min(1).max(100);

export const addOpen311Client = officeAction({
  name: "addOpen311Client", permission: "way.manage",
  input: z.object({ name }),
  async run(actor, input) {
    const key = await addClient(actor, input.name), t = translator(officeClients, await officeLanguage());
    return { shown: [{ label: t("key", { name: input.name }), value: key }] };
  },
});

export const removeOpen311Client = officeAction({
  name: "removeOpen311Client", permission: "way.manage",
  input: z.object({ name }),
  async run(actor, input) {
    await removeClient(actor, input.name);
    return { go: "/office/admin/ways/clients" };
  },
});
