import { readers, type Walk } from "#tests/office/walk/walk.ts";

export const walk: Walk = {
  actions: {
    changeCaseStatus: { may: ["registrar"], ofCase: true, input: async ({ heat }) => ({ id: String(await heat()), to: "registered", kind: "request" }) },
    assignCase: { may: ["registrar", "head"], ofCase: true, input: async ({ heat, who }) => ({ id: String(await heat({ status: "assigned" })), department: "heat", executor: String(who.executor.id) }) },
    classifyCase: { may: ["operator", "registrar", "head"], ofCase: true, input: async ({ heat }) => ({ id: String(await heat()), category: "heating", district: "north" }) },
    answerCase: { may: ["head", "executor"], ofCase: true, input: async ({ heat }) => ({ id: String(await heat({ status: "in_work" })), text: "Done", language: "kk", outcome: "satisfied", then: "keep" }) },
    proposeAct: { may: ["registrar", "head", "executor"], ofCase: true, input: async ({ heat }) => ({ id: String(await heat({ status: "registered", track: "appeal", kind: "request" })), act: "return", reason: "no address" }) },
    decideAct: { may: ["head", "signer"], ofCase: true, input: async ({ heat, owner, stranger }) => {
      const id = await heat({ status: "registered", track: "appeal", kind: "request" });
      const [made] = await owner`INSERT INTO private.proposal (appeal, act, detail, reason, proposed_by) VALUES (${id}, 'return', '{}', 'x', ${stranger.id}) RETURNING id::int`;
      return { id: String(id), proposal: String(made!.id), accept: "yes", reason: "" };
    } },
    showApplicant: { may: readers, ofCase: true, input: async ({ heat, person }) => ({ id: String(await heat({ applicant: await person() })) }) },
  },
  pages: { "app/office/cases/page.tsx": readers, "app/office/cases/[id]/page.tsx": readers },
  auditor: ["case.read", "applicant.look"],
};
