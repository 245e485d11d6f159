/**
 * Freezes country names from Intl.DisplayNames into data/countries/names/<language>.json, with inflected forms for the languages
 * that inflect them by rule. What rules cannot give stands in data/countries/aliases.json and inflected.json, kept by hand.
 *
 * Run     npx rolldown scripts/generate-countries.ts --platform node --file /tmp/generate-countries.mjs && node /tmp/generate-countries.mjs
 * Source  Unicode CLDR by way of Node's Intl; the version is written into each file.
 */
import { mkdirSync, writeFileSync } from "node:fs";

export const COUNTRY_LANGUAGES = ["da", "sv", "nb", "nn", "fi", "is", "fo", "en", "de", "nl", "pl", "et", "fr", "es"];

/** The 249 codes that ISO 3166-1 assigns. */
export const COUNTRY_CODES =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI
CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR
GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU
LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL
PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/u);

/** Countries that lists name again and again; only these are inflected by rule, since rare names give words that mean something else. */
const INFLECTED = new Set(
  `AD AE AL AM AR AT AU AZ BA BE BG BR BY CA CH CL CN CY CZ DE DK EE EG ES FI FO FR GB GE GI GL GR HK HR HU ID IE IL IN IS IT JP KE KR KZ LI
LT LU LV MA MC MD ME MK MT MX MY NG NL NO NZ PH PK PL PT RO RS RU SE SG SI SK SM TH TR TW UA US VN ZA`.split(/\s+/u),
);

const FINNISH_GRADES: [RegExp, string][] = [
  [/nt(?=[aäeiouyö]$)/u, "nn"],
  [/lt(?=[aäeiouyö]$)/u, "ll"],
  [/kk(?=[aäeiouyö]$)/u, "k"],
];

function finnish(name: string): string[] {
  const base = /[aäeiouyö]$/u.test(name) ? name : `${name}i`;
  const last = base.at(-1)!;
  const a = /[aou]/u.test(base.toLowerCase()) ? "a" : "ä";
  const weak = FINNISH_GRADES.reduce((word, [from, to]) => word.replace(from, to), base);
  const inner = [`n`, `ss${a}`, `st${a}`, `ll${a}`, `lt${a}`, `lle`, `ksi`].map((ending) => weak + ending);
  const outer = [`${last}n`, a, `t${a}`, `n${a}`].map((ending) => base + ending);
  return [...inner, ...outer, ...(base.endsWith("maa") ? [`${base}han`] : [])];
}

function icelandic(name: string): string[] {
  if (/land$/u.test(name)) return [`${name}i`, `${name}s`];
  if (/a$/u.test(name)) return [`${name.slice(0, -1)}u`];
  return [`${name}s`];
}

function estonian(name: string): string[] {
  if (/[aeiouäõöü]$/u.test(name)) return ["s", "st", "sse", "l", "le", "lt", "d"].map((ending) => name + ending);
  return ["is", "ist", "isse", "i"].map((ending) => name + ending);
}

function polish(name: string): string[] {
  if (/ia$/u.test(name)) return ["ii", "ię", "ią"].map((ending) => name.slice(0, -2) + ending);
  if (/ja$/u.test(name)) return ["ji", "ję", "ją"].map((ending) => name.slice(0, -2) + ending);
  if (/a$/u.test(name)) return ["y", "ę", "ą", "ie"].map((ending) => name.slice(0, -1) + ending);
  return /[bcdfghjklmnprstwz]$/u.test(name) ? ["u", "ie", "em"].map((ending) => name + ending) : [];
}

const genitive = (name: string): string[] => (/[sxz]$/u.test(name) ? [] : [`${name}s`]);
const RULES: Record<string, (name: string) => string[]> = {
  da: genitive,
  sv: genitive,
  nb: genitive,
  nn: genitive,
  de: genitive,
  nl: genitive,
  en: (name) => [...genitive(name).map((form) => form.replace(/s$/u, "'s"))],
  fi: finnish,
  is: icelandic,
  fo: icelandic,
  et: estonian,
  pl: polish,
};

export function countryNames(language: string): { names: Record<string, string>; forms: Record<string, string[]> } {
  const display = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
  const names: Record<string, string> = {};
  const forms: Record<string, string[]> = {};
  const taken = new Set(COUNTRY_CODES.map((code) => display.of(code)?.normalize("NFC")));
  for (const code of COUNTRY_CODES) {
    const name = display.of(code)?.normalize("NFC");
    if (!name) continue;
    names[code] = name;
    const rule = RULES[language];
    if (!rule || !INFLECTED.has(code) || /[\s()]/u.test(name)) continue;
    const made = rule(name).filter((form) => form !== name && !taken.has(form));
    if (made.length > 0) forms[code] = made;
  }
  return { names, forms };
}

function main(): void {
  const folder = new URL(`file://${process.cwd()}/data/countries/names/`);
  mkdirSync(folder, { recursive: true });
  for (const language of COUNTRY_LANGUAGES) {
    const source = `Unicode CLDR ${process.versions.cldr} by way of Intl.DisplayNames (ICU ${process.versions.icu}); made by scripts/generate-countries.ts`;
    const file = { source, language, ...countryNames(language) };
    writeFileSync(new URL(`${language}.json`, folder), `${JSON.stringify(file, null, 1)}\n`);
  }
}

if (process.argv[1]?.includes("generate-countries")) main();
