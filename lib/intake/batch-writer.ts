import { availableParallelism } from "node:os";
import type { Sql } from "postgres";
import { type BatchResult, type ImportTarget, type StagedRow, writeBatch } from "#lib/intake/import-batch.ts";

/** Rows a transaction: enough to make its overhead small, few enough that a kill costs a second of work. */
const batchSize = 4_000;

/** Batches written at once: the database's cores work while this process reads on. */
const mostWriters = Math.min(4, Math.max(2, availableParallelism()));

/**
 * Collects rows into batches and writes a few of them side by side. At most (writers + 1) batches are held, whatever the
 * file's size. A source id that comes again while its first row is held is settled here; later the database knows it.
 */
export class BatchWriter {
  readonly #db: Sql;
  readonly #target: ImportTarget;
  readonly #onWritten: (result: BatchResult) => void;
  #batch = new Map<string, StagedRow>();
  readonly #writing = new Map<Map<string, StagedRow>, Promise<void>>();
  #failure: { error: unknown } | undefined;

  constructor(db: Sql, target: ImportTarget, onWritten: (result: BatchResult) => void) {
    this.#db = db;
    this.#target = target;
    this.#onWritten = onWritten;
  }

  /** Rows held at this moment. */
  get held(): number {
    return [...this.#writing.keys()].reduce((sum, batch) => sum + batch.size, this.#batch.size);
  }

  /** @returns what a row is that the file has had shortly before, or null when it was taken */
  async add(row: StagedRow): Promise<"present" | "differing" | null> {
    const twin = this.#batch.get(row.sourceId) ?? this.#heldTwin(row.sourceId);
    if (twin) return twin.digest === row.digest ? "present" : "differing";
    this.#batch.set(row.sourceId, row);
    if (this.#batch.size >= batchSize) await this.#flush();
    return null;
  }

  /** Writes what is left. @throws what a batch failed with */
  async end(): Promise<void> {
    await this.#flush();
    await Promise.all(this.#writing.values());
    if (this.#failure) throw this.#failure.error;
  }

  #heldTwin(sourceId: string): StagedRow | undefined {
    for (const batch of this.#writing.keys()) {
      const twin = batch.get(sourceId);
      if (twin) return twin;
    }
  }

  async #flush(): Promise<void> {
    while (this.#writing.size >= mostWriters) await Promise.race(this.#writing.values());
    if (this.#failure) throw this.#failure.error;
    const batch = this.#batch;
    this.#batch = new Map();
    this.#writing.set(batch, writeBatch(this.#db, this.#target, [...batch.values()])
      .then(this.#onWritten, (error) => void (this.#failure ??= { error }))
      .finally(() => this.#writing.delete(batch)));
  }
}
