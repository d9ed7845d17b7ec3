import { conversation } from "#tests/support/conversation.ts";
import type { Walk } from "#tests/office/walk/walk.ts";

export const walk: Walk = {
  actions: {
    replyToApplicant: { may: ["operator", "registrar", "head", "executor"], ofCase: true, input: async ({ heat, person }) => ({ id: String(await heat({ applicant: await person() })), text: "Қай үйде?" }) },
    splitConversation: { may: ["operator", "registrar"], input: async ({ owner, person }) => {
      const { id, messages } = await conversation(owner, ["Жылу жоқ", "Жол да бұзылған"], { department: "heat", applicant: await person() });
      return { id: String(id), messages: String(messages[1]) };
    } },
  },
  pages: {},
};
