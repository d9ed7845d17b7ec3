import { registerHooks } from "node:module";

// WhatsApp's webhook in a process that dies once it has kept what came, before it can say so. Next's part is not here.
registerHooks({ resolve: (name, context, next) => (name === "next/server" ? { url: "data:text/javascript,export const connection = async () => {}", shortCircuit: true } : next(name, context)) });
const [{ POST }, { routeServer }] = await Promise.all([import("#app/api/intake/whatsapp/route.ts"), import("#tests/support/route-server.ts")]);

const { url } = await routeServer({ POST: async (request) => {
  const answer = await POST(request);
  process.kill(process.pid, "SIGKILL");
  return answer;
} });
process.send!(url);
