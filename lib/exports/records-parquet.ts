import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { columnNames, recordsDataset } from "#lib/exports/dataset.ts";
import { licence } from "#lib/exports/licence.ts";
import { recordCells, shuffledRecords, type RecordClass } from "#lib/exports/records.ts";

/** Large enough for good compression, small enough that a row group's texts fit into memory easily. */
const ROW_GROUP = 100_000;

/** The record-level file as Parquet: the rows of its CSV in another order that nobody can repeat, each column a dictionary of codes. */
export function recordsParquet(classes: readonly RecordClass[], about: { release: string; dataKind: string }): Uint8Array {
  const names = columnNames(recordsDataset);
  const cells = classes.map((entry) => recordCells(entry, about.dataKind));
  const columnsOf = (rows: Uint32Array) => names.map((name, i) => ({ name, type: "STRING" as const, nullable: false, data: Array.from(rows, (row) => cells[row]![i]!) }));
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer, schema: schemaFromColumnData({ columnData: columnsOf(new Uint32Array()) }), createdBy: "Open Akimat",
    kvMetadata: [{ key: "dataset", value: recordsDataset.name }, { key: "release", value: about.release }, { key: "data_kind", value: about.dataKind }, { key: "license", value: licence.url }],
  });
  const order = shuffledRecords(classes);
  for (let i = 0; i < order.length; i += ROW_GROUP) void file.write({ columnData: columnsOf(order.subarray(i, i + ROW_GROUP)), rowGroupSize: ROW_GROUP });
  void file.finish();
  return writer.getBytes();
}
