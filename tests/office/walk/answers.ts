import type { Walk, World } from "#tests/office/walk/walk.ts";

const wording = { seen: "1.0", name: "Done", language: "en", use: "appeal.complaint", category: "", outcome: "refused", text: "Your complaint {number}: [what was found].", number: "", then: "save" };

async function template({ owner }: World): Promise<string> {
  const [made] = await owner.begin(async (tx) => {
    const rows = await tx`INSERT INTO private.template (version) VALUES (1) RETURNING id::int`;
    await tx`INSERT INTO private.template_version (template, version, name, language, text) VALUES (${rows[0]!.id}, 1, 'One', 'en', 'Text')`;
    return rows;
  });
  return String(made!.id);
}

export const walk: Walk = {
  actions: {
    signCaseAnswer: { may: ["signer"], input: async ({ heat, owner, stranger }) => {
      const id = await heat({ status: "on_approval", track: "appeal", kind: "request" });
      const [draft] = await owner`INSERT INTO private.answer (appeal, round, text, language, outcome, written_by) VALUES (${id}, 1, 'x', 'kk', 'noted', ${stranger.id}) RETURNING id::int`;
      return { id: String(id), draft: String(draft!.id), sign: "yes", reason: "" };
    } },
    saveAnswerTemplate: { may: ["registrar"], input: async (world) => ({ id: await template(world), ...wording }) },
    switchAnswerTemplate: { may: ["registrar"], input: async (world) => ({ id: await template(world), active: "no" }) },
  },
  pages: { "app/office/admin/templates/page.tsx": ["registrar"] },
};
