import { createServer } from "node:net";
import { WayOut } from "#scripts/start/way-out.ts";

/** Makes sure the port can be had before anything is started. @throws WayOut with the way out */
export function freeOrSay(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => reject(new WayOut(
      error.code === "EADDRINUSE"
        ? `Port ${port} is taken, perhaps by another \`npm start\`. End that one, or choose another: PORT=${port + 1} npm start`
        : error.code === "EACCES" ? `Port ${port} may only be used by root. Choose one above 1023: PORT=3000 npm start` : error.message,
    )));
    probe.listen(port, () => probe.close(() => resolve()));
  });
}
