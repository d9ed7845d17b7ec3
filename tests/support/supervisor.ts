import { startEmbedded } from "#db/embedded.ts";

// What `npm start` is to the embedded database, alone: the tests kill it in every way (tests/db/embedded.test.ts).
const server = await startEmbedded("kept");
process.on("SIGTERM", () => void server.stop().then(() => process.exit(0)));
process.send!(server.url);
setInterval(() => {}, 60_000);
