import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ImapFlow } from "imapflow";

/** Debian's Dovecot (dovecot-imapd); tests that need it say so where it isn't installed. */
export const dovecot = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"].find((file) => existsSync(file)) ?? null;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

const answers = (port: number) => new Promise<boolean>((resolve) => {
  const socket = createConnection(port, "127.0.0.1");
  socket.once("data", (greeting) => { socket.destroy(); resolve(greeting.toString().startsWith("* OK")); });
  socket.once("error", () => resolve(false));
});

export type ImapServer = { port: number; user: string; password: string; client<T>(use: (client: ImapFlow) => Promise<T>): Promise<T>; put(raw: string | string[], flags?: string[]): Promise<void>; flags(): Promise<string[][]>; stop(): Promise<void> };

/** A real IMAP server on a port of its own, run by a user without rights, with one empty mailbox. */
export async function imapServer(): Promise<ImapServer> {
  const port = await freePort(), home = mkdtempSync(path.join(tmpdir(), "dovecot-")), root = process.getuid!() === 0;
  const id = (flag: string, of: string[] = root ? ["nobody"] : []) => execFileSync("id", [flag, ...of], { encoding: "utf8" }).trim();
  const uid = Number(id("-u")), gid = Number(id("-g")), user = id("-un"), group = id("-gn"), password = "not-told-1";
  const folders = [home, path.join(home, "run"), path.join(home, "mail")];
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true });
    if (root) chownSync(folder, uid, gid);
  }
  writeFileSync(path.join(home, "dovecot.conf"), `
base_dir = ${home}/run
state_dir = ${home}/run
log_path = ${home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
mail_location = maildir:${home}/mail
passdb {
  driver = static
  args = user=city password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${home}
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service stats {
  chroot =
}
`, { mode: 0o644 });
  const server: ChildProcess = spawn(dovecot!, ["-F", "-c", path.join(home, "dovecot.conf")], { stdio: "ignore", cwd: home, ...(root ? { uid, gid } : {}) });
  for (let tries = 0; !await answers(port); tries++) {
    if (tries > 100 || server.exitCode !== null) throw new Error(`Dovecot did not start; see ${home}/log`);
    await sleep(100);
  }
  async function client<T>(use: (client: ImapFlow) => Promise<T>): Promise<T> {
    const imap = new ImapFlow({ host: "127.0.0.1", port, secure: false, doSTARTTLS: false, auth: { user: "city", pass: password }, logger: false });
    await imap.connect();
    try {
      await imap.mailboxOpen("INBOX");
      return await use(imap);
    } finally {
      await imap.logout();
    }
  }
  return {
    port, user: "city", password, client,
    put: (raw, flags = []) => client(async (imap) => {
      for (const one of [raw].flat()) await imap.append("INBOX", Buffer.from(one.replace(/\r?\n/g, "\r\n")), flags);
    }),
    flags: () => client(async (imap) => (imap.mailbox && imap.mailbox.exists > 0 ? await imap.fetchAll("1:*", { flags: true }) : []).map((one) => [...one.flags ?? []].sort())),
    async stop() {
      server.kill("SIGTERM");
      if (server.exitCode === null) await new Promise((resolve) => server.once("exit", resolve));
      rmSync(home, { recursive: true, force: true });
    },
  };
}
