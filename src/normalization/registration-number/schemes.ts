/**
 * Schemes of company, VAT and tax numbers: what they look like and who checks their digits.
 *
 * Shape   shape is matched against the number without spaces, dots and dashes, in capitals. A scheme with no check says null.
 * Check   stdnum, where it knows the scheme: https://www.npmjs.com/package/stdnum (a port of python-stdnum)
 * Source  The registers: CVR, Brønnøysundregistrene, Bolagsverket, YTJ, Skatturin, Skráseting Føroya, CRO, Companies House,
 *         Handelsregister, INSEE, IRS, GLEIF, Zefix, KRS, KvK, e-Business Register; VAT shapes: European Commission, VIES.
 */
import { euVat, stdnum, type Validator } from "stdnum";

export interface Scheme {
  readonly scheme: string;
  readonly country: string | null;
  readonly shape: RegExp;
  readonly check: ((compact: string) => boolean) | null;
}

const by =
  (validator: Validator | undefined) =>
  (compact: string): boolean =>
    validator?.validate(compact).isValid ?? false;
const known = (country: string, name: string): ((compact: string) => boolean) => by(stdnum[country]?.[name]);

const TABLE: readonly Scheme[] = [
  { scheme: "dk-cvr", country: "DK", shape: /^[1-9]\d{7}$/u, check: known("DK", "cvr") },
  {
    scheme: "no-orgnr",
    country: "NO",
    shape: /^[89]\d{8}(?:MVA)?$/u,
    check: (value) => known("NO", "orgnr")(value.replace("MVA", "")),
  },
  {
    scheme: "se-orgnr",
    country: "SE",
    shape: /^(?:16)?[2-9]\d{9}$/u,
    check: (value) => known("SE", "orgnr")(value.slice(-10)),
  },
  { scheme: "fi-ytunnus", country: "FI", shape: /^\d{8}$/u, check: known("FI", "ytunnus") },
  { scheme: "is-kennitala", country: "IS", shape: /^\d{10}$/u, check: known("IS", "kennitala") },
  { scheme: "fo-vtal", country: "FO", shape: /^\d{6}$/u, check: null },
  { scheme: "ie-crn", country: "IE", shape: /^\d{5,6}$/u, check: null },
  { scheme: "gb-crn", country: "GB", shape: /^(?:\d{8}|[A-Z]{2}\d{6})$/u, check: null },
  { scheme: "de-hrb", country: "DE", shape: /^HR[AB]\d{1,6}[A-Z]{0,3}$/u, check: null },
  { scheme: "fr-siret", country: "FR", shape: /^\d{14}$/u, check: known("FR", "siret") },
  { scheme: "fr-siren", country: "FR", shape: /^\d{9}$/u, check: known("FR", "siren") },
  { scheme: "us-ein", country: "US", shape: /^\d{9}$/u, check: null },
  { scheme: "us-state", country: "US", shape: /^\d{5,9}$/u, check: null },
  { scheme: "lu-rcs", country: "LU", shape: /^B\d{4,6}$/u, check: null },
  { scheme: "ch-uid", country: "CH", shape: /^CHE\d{9}$/u, check: known("CH", "uid") },
  { scheme: "pl-krs", country: "PL", shape: /^\d{10}$/u, check: null },
  { scheme: "pl-nip", country: "PL", shape: /^\d{10}$/u, check: known("PL", "nip") },
  { scheme: "pl-regon", country: "PL", shape: /^\d{9}(?:\d{5})?$/u, check: known("PL", "regon") },
  { scheme: "nl-kvk", country: "NL", shape: /^\d{8}$/u, check: null },
  { scheme: "ee-registrikood", country: "EE", shape: /^[1789]\d{7}$/u, check: known("EE", "registrikood") },
  { scheme: "at-fn", country: "AT", shape: /^(?:FN)?\d{5,6}[A-Z]$/u, check: null },
  { scheme: "be-kbo", country: "BE", shape: /^[01]\d{9}$/u, check: known("BE", "vat") },
  { scheme: "cz-ico", country: "CZ", shape: /^\d{8}$/u, check: null },
  { scheme: "es-nif", country: "ES", shape: /^[A-Z]\d{7}[A-Z\d]$/u, check: known("ES", "cif") },
  { scheme: "it-iva", country: "IT", shape: /^\d{11}$/u, check: known("IT", "iva") },
  { scheme: "lt-code", country: "LT", shape: /^\d{9}$/u, check: null },
  { scheme: "lv-code", country: "LV", shape: /^[459]\d{10}$/u, check: null },
  { scheme: "lei", country: null, shape: /^[A-Z\d]{18}\d{2}$/u, check: leiChecks },
];

const byName = new Map(TABLE.map((scheme) => [scheme.scheme, scheme]));
export const schemeNamed = (name: string): Scheme => byName.get(name)!;

/** VAT numbers with their country's prefix: digits and letters after it. EL is Greece, XI Northern Ireland, EU the one-stop shop. */
const VAT: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/u,
  BE: /^[01]\d{9}$/u,
  BG: /^\d{9,10}$/u,
  CY: /^\d{8}[A-Z]$/u,
  CZ: /^\d{8,10}$/u,
  DE: /^\d{9}$/u,
  DK: /^\d{8}$/u,
  EE: /^10\d{7}$/u,
  EL: /^\d{9}$/u,
  ES: /^[A-Z\d]\d{7}[A-Z\d]$/u,
  FI: /^\d{8}$/u,
  FR: /^[A-Z\d]{2}\d{9}$/u,
  GB: /^(?:\d{9}|\d{12})$/u,
  HR: /^\d{11}$/u,
  HU: /^\d{8}$/u,
  IE: /^\d[A-Z\d+*]\d{5}[A-Z]{1,2}$/u,
  IT: /^\d{11}$/u,
  LT: /^(?:\d{9}|\d{12})$/u,
  LU: /^\d{8}$/u,
  LV: /^\d{11}$/u,
  MT: /^\d{8}$/u,
  NL: /^\d{9}B\d{2}$/u,
  NO: /^\d{9}(?:MVA)?$/u,
  PL: /^\d{10}$/u,
  PT: /^\d{9}$/u,
  RO: /^\d{2,10}$/u,
  SE: /^\d{10}01$/u,
  SI: /^\d{8}$/u,
  SK: /^\d{10}$/u,
  XI: /^\d{9}$/u,
  EU: /^\d{9}$/u,
  CHE: /^\d{9}(?:MWST|TVA|IVA)?$/u,
};

/** What a number with a country's letters before it is, or null. Written without spaces, dots and dashes, in capitals. */
export function vatOf(compact: string): { scheme: string; valid: boolean | null } | null {
  const prefix = compact.startsWith("CHE") ? "CHE" : compact.slice(0, 2);
  const rest = compact.slice(prefix.length);
  const shape = Object.hasOwn(VAT, prefix) ? VAT[prefix]! : null;
  if (!shape?.test(rest)) return null;
  if (prefix === "CHE") return { scheme: "ch-uid", valid: known("CH", "uid")(`CHE${rest.slice(0, 9)}`) };
  if (prefix === "NO") return { scheme: "no-orgnr", valid: known("NO", "orgnr")(rest.replace("MVA", "")) };
  if (prefix === "DK") return { scheme: "dk-cvr", valid: known("DK", "cvr")(rest) };
  const validators = euVat[prefix === "EL" ? "GR" : prefix] ?? (prefix === "GB" ? [stdnum.GB!.vat!] : undefined);
  const valid = validators
    ? validators.some((one) => one.validate(compact).isValid || one.validate(rest).isValid)
    : null;
  return { scheme: prefix === "GB" ? "gb-vat" : "eu-vat", valid };
}

/** ISO 7064 mod 97-10 over the whole identifier, letters as 10 to 35. */
function leiChecks(compact: string): boolean {
  let rest = 0;
  for (const sign of compact)
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
