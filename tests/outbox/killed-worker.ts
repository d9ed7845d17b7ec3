import { sendDue } from "#lib/outbox/send.ts";

// A worker of its own, for the test that kills it between the server's receipt and its own record.
await sendDue();
process.exit(0);
