import { fetchMedia } from "#lib/intake/media.ts";

// A worker of its own, for the test that kills it while a file is on its way.
await fetchMedia();
process.exit(0);
