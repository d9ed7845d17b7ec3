import { disconnect } from "#db/connect.ts";
import { pollMail } from "#lib/intake/email/poll.ts";

// A worker that poll.test.ts kills: says that it begins, then polls.
process.stdout.write("begun\n");
await pollMail();
await disconnect();
