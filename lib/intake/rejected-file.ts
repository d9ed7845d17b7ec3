import { createWriteStream, renameSync, rmSync, type WriteStream } from "node:fs";
import { once } from "node:events";
import { stringify } from "csv-stringify/sync";
import type { CsvRow } from "#lib/intake/csv-reader.ts";
import type { Rejection } from "#lib/intake/rejection.ts";

const own = ["rejected_line", "rejected_reason"];

/**
 * The rows that were not taken: `rejected_line,rejected_reason`, then the row as it was. Mended in place it can be imported with the same
 * map, for columns go by name. Has a BOM so that Excel shows Cyrillic. It appears under its name when it is whole.
 */
export class RejectedFile {
  readonly path: string;
  readonly #unfinished: string;
  readonly #header: string[];
  #stream: WriteStream | undefined;

  constructor(path: string, header: string[]) {
    this.path = path;
    this.#unfinished = `${path}.unfinished`;
    this.#header = header.filter((name) => !own.includes(name));
    this.#dropped = new Set(header.flatMap((name, i) => own.includes(name) ? [i] : []));
  }

  /** A file of rejected rows imported again has these two columns already: its own are left out. */
  readonly #dropped: Set<number>;

  async add(row: CsvRow, rejection: Rejection): Promise<void> {
    if (!this.#stream) {
      this.#stream = createWriteStream(this.#unfinished);
      this.#stream.write(`\uFEFF${stringify([[...own, ...this.#header]], { record_delimiter: "\r\n" })}`);
    }
    const cells = (row.cells ?? [row.raw]).filter((_, i) => row.cells === null || !this.#dropped.has(i));
    const text = stringify([[String(row.line), rejection.say(), ...cells]], { record_delimiter: "\r\n" });
    if (!this.#stream.write(text)) await once(this.#stream, "drain");
  }

  /** @returns the path, or null when nothing was rejected (an older file of that name is then gone) */
  async finish(): Promise<string | null> {
    if (!this.#stream) {
      rmSync(this.path, { force: true });
      return null;
    }
    this.#stream.end();
    await once(this.#stream, "finish");
    renameSync(this.#unfinished, this.path);
    return this.path;
  }
}
