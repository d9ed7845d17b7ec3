import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { privateDb } from "#db/private.ts";
import { listenAsOffice } from "#db/private/listen.ts";

/** What PostgreSQL says of a change (db/migrations/0002_triage.sql); id null: of several cases. */
export type Notice = { kind: "received" | "case" | "claim"; id: number | null };

/** One who wants to hear: of each notice, that some may have been missed, and that nothing can be heard any more. */
export type Listener = { hear(notice: Notice): void; missed(): void; lost(): void };

export const pulse = { everyMs: 15_000, withinMs: 5_000 };

/** LISTEN is not possible now: the database is away, or a pooler stands between that passes no notifications on. */
export class NotListening extends Error {}

function readNotice(payload: string): Notice | null {
  try {
    const { kind, id } = JSON.parse(payload) as Notice;
    return ["received", "case", "claim"].includes(kind) && (id === null || Number.isSafeInteger(id)) ? { kind, id } : null;
  } catch {
    return null; // anybody with a connection may NOTIFY
  }
}

/**
 * The process's one listening connection, shared by all who listen; it is open while somebody does. That it hears is
 * proven by a pulse of its own, sent through the pool, at first and then every 15 s.
 */
class Switchboard {
  readonly #listeners = new Set<Listener>();
  readonly #awaited = new Map<string, () => void>();
  #line: Promise<{ close(): Promise<void> }> | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** @returns how to leave. @throws NotListening */
  async join(listener: Listener): Promise<() => void> {
    const line = (this.#line ??= this.#open());
    this.#listeners.add(listener);
    try {
      await line;
    } catch (error) {
      this.#listeners.delete(listener);
      if (this.#line === line) this.#line = null;
      throw new NotListening("LISTEN is not possible", { cause: error });
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) void this.#close();
    };
  }

  async #open() {
    let up = false;
    const line = await listenAsOffice({
      office: (payload) => {
        const notice = readNotice(payload);
        if (notice) for (const listener of this.#listeners) listener.hear(notice);
      },
      office_pulse: (token) => this.#awaited.get(token)?.(),
    }, () => {
      if (up) for (const listener of this.#listeners) listener.missed();
    });
    try {
      await this.#beat();
    } catch (error) {
      await line.close();
      throw error;
    }
    up = true;
    this.#timer = setInterval(() => this.#beat().catch((error) => this.#lose(error)), pulse.everyMs).unref();
    return line;
  }

  async #beat(): Promise<void> {
    const token = randomUUID(), began = performance.now();
    let late: NodeJS.Timeout | undefined;
    const heard = new Promise<void>((resolve, reject) => {
      this.#awaited.set(token, resolve);
      late = setTimeout(() => reject(new Error("The pulse wasn't heard.")), pulse.withinMs);
    });
    try {
      await Promise.all([heard, privateDb().execute(sql`SELECT pg_notify('office_pulse', ${token})`)]);
      if (performance.now() - began > pulse.withinMs) throw new Error("The pulse was heard too late.");
    } finally {
      clearTimeout(late);
      this.#awaited.delete(token);
    }
  }

  #lose(error: unknown): void {
    console.error("The office's live line is lost:", error);
    const all = [...this.#listeners];
    this.#listeners.clear();
    void this.#close();
    for (const listener of all) listener.lost();
  }

  async #close(): Promise<void> {
    clearInterval(this.#timer);
    const line = this.#line;
    this.#line = null;
    await (await line?.catch(() => null))?.close().catch(() => {});
  }
}

/** One a process: Next's development server reloads modules, hence the global. */
export const switchboard = (): Switchboard => ((globalThis as { openAkimatSwitchboard?: Switchboard }).openAkimatSwitchboard ??= new Switchboard());
