import type { CityCodes } from "#lib/intake/city-codes.ts";
import type { CsvRow } from "#lib/intake/csv-reader.ts";
import type { ImportedCase } from "#lib/intake/imported-case.ts";
import { finalStatuses, type ImportMap } from "#lib/intake/import-map.ts";
import { phoneNumber } from "#lib/intake/phone-number.ts";
import { Rejection, type RejectionCode } from "#lib/intake/rejection.ts";
import { dateParser, type SourceMoment } from "#lib/intake/source-date.ts";
import { valueReader } from "#lib/intake/value-reader.ts";

const longestText = 50_000;
const longestId = 200;
const dayLength = 86_400_000;

/**
 * Compiles a map for a file's header: from a row to a case, or the reason why not.
 * @param header columns that the map has been checked against (faultsOfMap)
 */
export function rowMapper(map: ImportMap, city: CityCodes, header: string[]): (row: CsvRow) => ImportedCase | Rejection {
  const at = (column: string) => header.indexOf(column);
  const read = <Target extends string | null>(rule: Parameters<typeof valueReader<Target>>[0] | undefined, code: RejectionCode, absent: Target) =>
    rule ? valueReader(rule, header, code) : () => absent;
  const kind = read<string | null>(map.kind, "unknown-kind", null);
  const language = read<string>(map.language, "unknown-language", "");
  const channel = read<string>(map.channel, "unknown-channel", "");
  const category = read<string | null>(map.category, "unknown-category", null);
  const district = read<string | null>(map.district, "unknown-district", null);
  const department = read<string | null>(map.department, "unknown-department", null);
  const status = read<string | null>(map.status, "unknown-status", null);
  const outcome = read<string | null>(map.outcome, "unknown-outcome", null);
  const received = momentReader(map, map.received, header);
  const registered = momentReader(map, map.registered, header);
  const due = momentReader(map, map.due, header);
  const closed = momentReader(map, map.closed, header);
  const textColumns = (map.text ?? []).map(at);
  const person = applicantReader(map, at);
  const idColumn = at(map.id);
  const observedUntil = Date.parse(map.source.observedUntil);
  const final = new Set<string>(finalStatuses);

  return ({ cells, raw }) => {
    if (cells === null) return new Rejection("broken-quotes");
    if (raw.includes("\0")) return new Rejection("bad-character");
    if (raw.includes("\uFFFD")) return new Rejection("bad-encoding");
    if (cells.length !== header.length) return new Rejection("wrong-column-count", `${cells.length} instead of ${header.length}`);
    const sourceId = cells[idColumn]!.trim();
    if (sourceId === "" || sourceId.length > longestId) return new Rejection("bad-id", sourceId.slice(0, 40));

    const receivedAt = received(cells);
    if (receivedAt instanceof Rejection) return receivedAt;
    if (receivedAt === null) return new Rejection("no-received-date");
    const registeredAt = registered(cells);
    if (registeredAt instanceof Rejection) return registeredAt;
    const dueAt = due(cells);
    if (dueAt instanceof Rejection) return dueAt;
    const closedAt = closed(cells);
    if (closedAt instanceof Rejection) return closedAt;
    const closing = closedAt && notBefore(closedAt, receivedAt);
    if (closing === "before") return new Rejection("closed-before-received", cells[at(map.closed!.column)]);
    const registration = registeredAt && notBefore(registeredAt, receivedAt);
    if (receivedAt.at > observedUntil || (closing ?? 0) > observedUntil) return new Rejection("after-observation");

    const found = {
      kind: kind(cells), language: language(cells), channel: channel(cells), category: category(cells), district: district(cells),
      department: department(cells), status: status(cells), outcome: outcome(cells),
    };
    for (const value of Object.values(found)) if (value instanceof Rejection) return value;
    const ours = found as Pick<ImportedCase, "kind" | "language" | "channel" | "category" | "district" | "department" | "outcome"> & { status: string | null };

    const finalStatus = ours.status === null ? closing !== null : final.has(ours.status);
    if (finalStatus && closing === null) return new Rejection("closed-without-date", ours.status ?? "");
    if (!finalStatus && closing !== null) return new Rejection("open-with-closing-date", ours.status ?? "");
    if (ours.outcome !== null && closing === null) return new Rejection("outcome-of-open", ours.outcome);
    for (const code of [ours.category && city.category.get(ours.category), ours.district && city.district.get(ours.district)]) {
      if (code && (receivedAt.localDay < code.from || receivedAt.localDay > code.to)) return new Rejection("not-valid-then", `${ours.category} ${ours.district}`);
    }
    const text = textColumns.map((i) => cells[i]!.trim()).filter((part) => part !== "").join("\n");
    if (text.length > longestText) return new Rejection("too-long", `${text.length} letters`);

    const state = ours.status ?? (closing === null ? "received" : "answered");
    return {
      ...ours, ...person(cells), sourceId, text, status: state, receivedAt: receivedAt.at, closedAt: closing,
      // A due day without an hour ends with that day.
      dueAt: dueAt && (dueAt.dateOnly ? dueAt.at + dayLength - 1 : dueAt.at),
      registeredAt: typeof registration === "number" ? registration : map.track === "appeal" && state !== "received" ? receivedAt.at : null,
    };
  };
}

/**
 * A later moment of a case. A day without an hour that is the day of receipt is not before it; nor is the second
 * passing of an hour that the clock's change repeats.
 */
function notBefore(moment: SourceMoment, received: SourceMoment): number | "before" {
  if (moment.at >= received.at) return moment.at;
  if (moment.dateOnly && moment.localDay === received.localDay) return received.at;
  if (moment.again !== null && moment.again >= received.at) return moment.again;
  return "before";
}

function momentReader(map: ImportMap, rule: ImportMap["due"], header: string[]): (cells: string[]) => SourceMoment | null | Rejection {
  if (!rule) return () => null;
  const column = header.indexOf(rule.column);
  const parse = dateParser(rule.format ?? map.dateFormat, map.timeZone);
  return (cells) => {
    const text = cells[column]!.trim();
    if (text === "") return null;
    const moment = parse(text);
    return typeof moment === "string" ? new Rejection(moment, `${rule.column}: ${text}`) : moment;
  };
}

/** A phone that can't be understood is left out: no case is lost for it. */
function applicantReader({ applicant }: ImportMap, at: (column: string) => number): (cells: string[]) => Pick<ImportedCase, "name" | "phone" | "address"> {
  const nobody = { name: null, phone: null, address: null };
  if (!applicant) return () => nobody;
  const [name, phone, address] = [applicant.name, applicant.phone, applicant.address].map((column) => column === undefined ? -1 : at(column));
  const cell = (cells: string[], column: number) => column === -1 ? null : cells[column]!.trim() || null;
  return (cells) => ({ name: cell(cells, name!), address: cell(cells, address!), phone: phoneNumber(cell(cells, phone!), applicant.country) });
}
