import { createServer } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { env } from "#env.ts";

export type Received = { to: string[]; raw: string };

/** A real SMTP server on this machine; what it received, in order. Sets SMTP_URL and MAIL_FROM for this process. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<{ received: Received[]; url: string; stop(): Promise<void> }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS"], disableReverseLookup: true, closeTimeout: 100,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push({ to: session.envelope.rcptTo.map((one) => one.address), raw: Buffer.concat(chunks).toString("utf8") });
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => {}); // a client that is killed resets its connection
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as { port: number };
  env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  env.MAIL_FROM = "Akimat <office@akimat.example>";
  return { received, url: env.SMTP_URL, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** A server that takes a whole message and then hangs up without saying whether it did. */
export async function muteServer(): Promise<{ given(): number; stop(): Promise<void> }> {
  let given = 0;
  const server = createServer((socket) => {
    let text = "", inData = false;
    socket.on("error", () => {});
    socket.write("220 mute\r\n");
    socket.on("data", (chunk) => {
      text += chunk.toString("utf8");
      if (inData && text.endsWith("\r\n.\r\n")) {
        given++;
        return void socket.destroy();
      }
      if (inData || !text.endsWith("\r\n")) return;
      inData = /^DATA/i.test(text);
      socket.write(inData ? "354 go on\r\n" : "250 ok\r\n");
      text = "";
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  env.SMTP_URL = `smtp://127.0.0.1:${(server.address() as { port: number }).port}`;
  env.MAIL_FROM = "office@akimat.example";
  return { given: () => given, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** A reply of a server to a command, as smtp-server wants it. */
export const smtpError = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });
