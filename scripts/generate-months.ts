/**
 * Freezes month names, long and short, from Intl.DateTimeFormat into data/months.json, with spellings that suppliers add.
 *
 * Run     npx rolldown scripts/generate-months.ts --platform node --file /tmp/generate-months.mjs && node /tmp/generate-months.mjs
 * Source  Unicode CLDR by way of Node's Intl; the version is written into the file.
 */
import { writeFileSync } from "node:fs";

export const MONTH_LANGUAGES = ["da", "sv", "nb", "nn", "fi", "is", "fo", "en", "de", "nl", "pl", "et", "fr", "es"];

/** What people write beside CLDR's names. */
const ALSO: Record<string, number> = {
  sept: 9,
  mrs: 3,
  mrz: 3,
  dez: 12,
  oct: 10,
  okt: 10,
  may: 5,
  mai: 5,
  mei: 5,
  maj: 5,
  jun: 6,
  jul: 7,
  marts: 3,
  mart: 3,
  tammikuussa: 1,
  helmikuussa: 2,
  maaliskuussa: 3,
  huhtikuussa: 4,
  toukokuussa: 5,
  kesäkuussa: 6,
  heinäkuussa: 7,
  elokuussa: 8,
  syyskuussa: 9,
  lokakuussa: 10,
  marraskuussa: 11,
  joulukuussa: 12,
  tammi: 1,
  helmi: 2,
  maalis: 3,
  huhti: 4,
  touko: 5,
  kesä: 6,
  heinä: 7,
  elo: 8,
  syys: 9,
  loka: 10,
  marras: 11,
  joulu: 12,
  desembur: 12,
  septembur: 9,
  oktobur: 10,
  novembur: 11,
  juní: 6,
  julí: 7,
};

export function monthNames(): Record<string, number> {
  const months: Record<string, number> = {};
  for (const language of MONTH_LANGUAGES) {
    for (const options of [{ month: "long" }, { month: "short" }] as const) {
      for (const day of [undefined, "numeric"] as const) {
        const format = new Intl.DateTimeFormat(language, { ...options, ...(day && { day }), timeZone: "UTC" });
        for (let month = 0; month < 12; month++) {
          const parts = format.formatToParts(new Date(Date.UTC(2025, month, 15)));
          const name = parts
            .find(({ type }) => type === "month")!
            .value.normalize("NFC")
            .toLowerCase()
            .replace(/\.$/u, "");
          if (!/^\d/u.test(name)) months[name] = month + 1;
        }
      }
    }
  }
  return { ...months, ...ALSO };
}

if (process.argv[1]?.includes("generate-months")) {
  const source = `Unicode CLDR ${process.versions.cldr} by way of Intl.DateTimeFormat (ICU ${process.versions.icu}) and spellings by hand; made by scripts/generate-months.ts`;
  writeFileSync(
    new URL(`file://${process.cwd()}/data/months.json`),
    `${JSON.stringify({ source, months: monthNames() }, null, 1)}\n`,
  );
}
