/** A record of a CSV: `cells` is null when its quotes make no sense; `raw` is what stood there. */
export type CsvRow = { line: number; lines: number; cells: string[] | null; raw: string };

/** No record of a sane file is longer; what is, is a quote that was never closed. */
const longestRecord = 256 * 1024;

/**
 * Cuts text that arrives in pieces into CSV records (RFC 4180; a quote inside an unquoted cell is a letter).
 *
 * Our own and not a library's, because of what happens at a broken quote: parsers swallow all that follows as one cell
 * (csv-parse with skip_records_with_error loses the rest of the file). This one gives up that single line and reads on
 * with the next. The tests hold it to csv-parse on whatever is well-formed.
 */
export class CsvReader {
  readonly #delimiter: string;
  #rest = "";
  #line = 1;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Records that are complete with this piece. `last` says that nothing follows. */
  read(piece: string, last = false): CsvRow[] {
    const text = this.#rest + piece;
    const rows: CsvRow[] = [];
    let at = 0;
    let quote = text.indexOf('"');
    while (at < text.length) {
      const newline = text.indexOf("\n", at);
      if (newline === -1 && !last && text.length - at < longestRecord) break;
      const end = newline === -1 ? text.length : newline;
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at);
      if (quote === -1 || quote >= end) {
        const raw = withoutReturn(text.slice(at, end));
        rows.push({ line: this.#line, lines: 1, cells: raw.split(this.#delimiter), raw });
        at = end + 1;
        this.#line += 1;
        continue;
      }
      const record = this.#quoted(text, at, last);
      if (record === "open" && !last && text.length - at < longestRecord) break;
      if (typeof record === "string") {
        rows.push({ line: this.#line, lines: 1, cells: null, raw: withoutReturn(text.slice(at, end)) });
        at = end + 1;
        this.#line += 1;
      } else {
        rows.push({ line: this.#line, lines: record.lines, cells: record.cells, raw: withoutReturn(text.slice(at, record.end)) });
        at = record.end + 1;
        this.#line += record.lines;
      }
    }
    this.#rest = text.slice(at);
    return rows;
  }

  /** A record with quotes: its cells and where it ends, 'open' when the text ends before it does, 'broken' when letters follow one. */
  #quoted(text: string, start: number, last: boolean): { cells: string[]; end: number; lines: number } | "open" | "broken" {
    const cells: string[] = [];
    let lines = 1;
    let at = start;
    const most = Math.min(text.length, start + longestRecord);
    for (;;) {
      if (text[at] !== '"') {
        const newline = text.indexOf("\n", at);
        const lineEnd = newline === -1 ? text.length : newline;
        const delimiter = text.indexOf(this.#delimiter, at);
        if (delimiter === -1 || delimiter > lineEnd) {
          if (newline === -1 && !last) return "open";
          cells.push(withoutReturn(text.slice(at, lineEnd)));
          return { cells, end: lineEnd, lines };
        }
        cells.push(text.slice(at, delimiter));
        at = delimiter + 1;
        continue;
      }
      let close = text.indexOf('"', at + 1);
      while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      if (close === -1 || close >= most) return "open";
      const cell = text.slice(at + 1, close);
      for (let n = cell.indexOf("\n"); n !== -1; n = cell.indexOf("\n", n + 1)) lines += 1;
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      at = close + 1;
      if (text[at] === this.#delimiter) {
        at += 1;
        continue;
      }
      if (text[at] === "\r") at += 1;
      if (at >= text.length) return last ? { cells, end: at, lines } : "open"; // the next piece may begin with a second quote
      if (text[at] !== "\n") return "broken";
      return { cells, end: at, lines };
    }
  }
}

const withoutReturn = (line: string) => line.endsWith("\r") ? line.slice(0, -1) : line;
