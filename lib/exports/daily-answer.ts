import { answerWithBytes } from "#lib/exports/built-file.ts";
import { csvw } from "#lib/exports/csvw.ts";
import { type DailyFormat, dailyFile, publishedDays } from "#lib/exports/daily.ts";
import { dailyDataset } from "#lib/exports/dataset.ts";
import { dictionaryAddress } from "#lib/exports/dictionary-address.ts";
import { readParameters } from "#lib/exports/parameters.ts";

/** /data/daily.csv, .json and the CSV's description: whole, they are small. */
export async function answerDaily(request: Request, format: DailyFormat | "csv-metadata.json"): Promise<Response> {
  readParameters(request, []);
  const { city, days, edition } = await publishedDays();
  const make = () => (format === "csv-metadata.json"
    ? `${JSON.stringify(csvw("daily.csv", { dataset: dailyDataset, stem: "daily", format: "csv" }, edition), null, 2)}\n`
    : dailyFile(format, city, days));
  return answerWithBytes(request, `${city.code} daily.${format} ${edition.id}`, make, {
    name: "daily", extension: format, canonical: `/data/daily.${format}`, describedBy: dictionaryAddress("daily.csv"),
    ...(format === "csv" ? { metadata: "/data/daily.csv-metadata.json" } : {}),
    release: edition, unreleased: true, demo: city.demo, rows: format === "csv-metadata.json" ? null : days.length, frozen: false,
  });
}
