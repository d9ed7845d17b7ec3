import type { Walk } from "#tests/office/walk/walk.ts";

let n = 0;

export const walk: Walk = {
  actions: {
    addOpen311Client: { may: ["administrator"], input: async () => ({ name: `App ${++n}` }) },
    removeOpen311Client: { may: ["administrator"], input: async ({ owner }) => {
      const name = `App ${++n}`;
      await owner`INSERT INTO private.open311_client (name, key_hash) VALUES (${name}, sha256(${name}::bytea))`;
      return { name };
    } },
  },
  pages: { "app/office/admin/ways/clients/page.tsx": ["administrator"] },
};
