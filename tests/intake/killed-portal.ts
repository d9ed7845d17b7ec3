import { ServerResponse } from "node:http";
import { webhookServer } from "#tests/support/webhook-server.ts";

// The portal's webhooks in a process that dies once it has kept what came, before it can say so.
ServerResponse.prototype.writeHead = function () {
  process.kill(process.pid, "SIGKILL");
  return this;
};
process.send!((await webhookServer()).whatsapp);
