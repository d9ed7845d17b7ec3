import type { Walk, World } from "#tests/office/walk/walk.ts";

/** One order at a time: the one before is over. */
const over = ({ owner }: World) => owner`UPDATE private.release_order SET ended_at = now(), refusal = 'nothingDue', told = 'x' WHERE ended_at IS NULL`;

export const walk: Walk = {
  actions: {
    publishDue: { may: ["publisher"], input: async (world) => {
      await over(world);
      return {};
    } },
    publishCorrection: { may: ["publisher"], input: async (world) => {
      await over(world);
      return { reason_kk: "Кеш келді", reason_ru: "Пришло поздно", reason_en: "Came late" };
    } },
  },
  pages: { "app/office/releases/page.tsx": ["publisher"] },
};
