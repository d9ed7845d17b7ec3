import { inventName } from "#db/demo/generate/people.ts";
import { random } from "#db/demo/generate/random.ts";
import type { Role } from "#lib/permissions.ts";

/** The one password of every demonstration account. It is public: the seed refuses every database that isn't the demonstration's. */
export const demoPassword = "Demonstration-2026";

export type DemoAccount = { login: string; name: string; roles: Role[]; department: string | null };

/** One account for each role, to try the office with. Printed by `npm start`. */
export const namedAccounts: (DemoAccount & { password: string })[] = [
  { login: "operator", name: "Сәуле Омарова", roles: ["operator"], department: null },
  { login: "registrar", name: "Динара Бекенова", roles: ["registrar"], department: null },
  { login: "head", name: "Нұрлан Қасымов", roles: ["head"], department: "utilities" },
  { login: "executor", name: "Айгүл Сейтқали", roles: ["executor"], department: "utilities" },
  { login: "signer", name: "Ерлан Жұмабаев", roles: ["signer"], department: null },
  { login: "auditor", name: "Ольга Лебедева", roles: ["auditor"], department: null },
  { login: "publisher", name: "Асхат Мұқанов", roles: ["publisher"], department: null },
  { login: "administrator", name: "Виктор Белов", roles: ["administrator"], department: null },
].map((account) => ({ ...account, roles: account.roles as Role[], password: demoPassword }));

/** Everybody who works in the demonstration akimat: the named ones, a head and two or three executors a department, deputies, a second registrar. */
export function staffOf(departments: readonly string[]): DemoAccount[] {
  const chance = random(20_260_101);
  const name = () => inventName(chance, chance.chance(0.75) ? "kk" : "ru").split(" ").reverse().join(" ");
  const office = departments.flatMap((department): DemoAccount[] => [
    ...(department === "utilities" ? [] : [{ login: `head.${department}`, name: name(), roles: ["head"] as Role[], department }]),
    ...[1, 2, 3].slice(0, department === "utilities" || department === "roads" ? 3 : 2)
      .map((n) => ({ login: `executor${n}.${department}`, name: name(), roles: ["executor"] as Role[], department })),
  ]);
  return [
    ...namedAccounts.map(({ password: _, ...account }) => account), ...office,
    { login: "registrar2", name: name(), roles: ["registrar"], department: null },
    { login: "operator2", name: name(), roles: ["operator"], department: null },
    { login: "deputy1", name: name(), roles: ["signer"], department: null },
    { login: "deputy2", name: name(), roles: ["signer"], department: null },
  ];
}
