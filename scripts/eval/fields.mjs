/**
 * How each field of an aligned pair of entries compares.
 *
 * Shape   A field reads its value from an entry (value), says whether that states anything (stated), and whether an answer
 *         equals a label (same). `asked` limits it to labels that speak of it; `acceptedFrom` names further keys of
 *         also_accept that answer it.
 * Source  /work/shared/corpus/GUIDE.md, "compared by".
 */
import { alphanumeric, isBag, nameKey, overlap, sameWords } from "./words.mjs";

const MEMBER_STATES = new Set(
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE NO IS LI".split(" "),
);

const listOf = (value) => (value == null || value === "" ? [] : Array.isArray(value) ? value : [value]);
const oneText = (value) => (Array.isArray(value) ? value.join(" ") : value);
const sameList = (a, b) => a.length === b.length && a.every((item, index) => item === b[index]);
const sorted = (values) => [...new Set(values)].sort();

/** A sorted set; EU beside EEA says nothing more. */
function codes(value) {
  const set = new Set(listOf(value).map(String));
  if (set.has("EU") && set.has("EEA")) set.delete("EU");
  return [...set].sort();
}

/** EU and EEA are one, "worldwide" beside a place is free, and a member state may stand for EU, where the label says EU. */
export function samePlaces(answer, label) {
  const [a, b] = [answer, label].map((places) => {
    const set = new Set(places.map((place) => (place === "EEA" ? "EU" : place)));
    if (set.size > 1) set.delete("worldwide");
    return sorted(set);
  });
  if (sameList(a, b) || sameList(withoutUnion(a), withoutUnion(b))) return true;
  if (!b.includes("EU") || !sameList(asUnion(a), asUnion(b))) return false;
  return !b.some((place) => MEMBER_STATES.has(place)) || !a.some((place) => MEMBER_STATES.has(place));
}
const withoutUnion = (places) =>
  places.some((place) => MEMBER_STATES.has(place)) ? places.filter((place) => place !== "EU") : places;
const asUnion = (places) => sorted(places.map((place) => (MEMBER_STATES.has(place) ? "EU" : place)));

const numbersOf = (value) =>
  listOf(value).map((number) => alphanumeric(typeof number === "object" ? number.value : number));
const countriesOf = (entry) => entry.countries ?? entry.country;
/** Which of the two a place is, is only asked where the document states both. */
const tellsBoth = (label) => listOf(countriesOf(label)).length > 0 && listOf(label.processing_countries).length > 0;
const some = (values) => values.length > 0;

export const FIELDS = {
  legal_entity: {
    asked: (label) => label.legal_entity !== undefined,
    value: (entry) => entry.legal_entity,
    stated: Boolean,
    same: (a, b) => nameKey(a) === nameKey(b) || overlap(a, b) >= 0.8,
  },
  registration_numbers: {
    value: (entry) => numbersOf(entry.registration_numbers ?? entry.registration_number),
    stated: some,
    same: (a, b) => b.every((x) => a.some((y) => y.endsWith(x) || x.endsWith(y))) && a.length <= b.length,
  },
  address: { value: (entry) => oneText(entry.address), stated: Boolean, same: (a, b) => overlap(a, b) >= 0.8 },
  places: {
    value: (entry) => codes([...listOf(countriesOf(entry)), ...listOf(entry.processing_countries)]),
    stated: some,
    same: samePlaces,
    acceptedFrom: ["countries", "processing_countries"],
  },
  countries: { asked: tellsBoth, value: (entry) => codes(countriesOf(entry)), stated: some, same: samePlaces },
  processing_countries: {
    asked: tellsBoth,
    value: (entry) => codes(entry.processing_countries),
    stated: some,
    same: samePlaces,
  },
  purpose: { value: purposeOf, stated: Boolean, same: sameWords },
  data_categories: {
    value: (entry) => oneText(entry.data_categories),
    stated: (value) => Boolean(value) && value.length !== 0,
    same: sameWords,
  },
  transfer_mechanisms: {
    value: (entry) => codes(entry.transfer_mechanisms ?? entry.transfer_mechanism),
    stated: some,
    same: sameList,
  },
  updated: {
    value: (entry) => entry.updated,
    stated: Boolean,
    same: (a, b) => String(a).slice(0, 10) === String(b).slice(0, 10),
  },
};

/** Service and purpose together: suppliers divide them at will. */
export function purposeOf(entry) {
  if (isBag(entry.purpose)) return entry.purpose;
  return [...new Set([oneText(entry.service), oneText(entry.purpose)].filter(Boolean))].join(" ");
}

/** "right" | "wrong" (answered, and not so) | "missed" (stated, not answered) | null where nothing is asked. */
export function compareField(name, answerEntry, labelEntry) {
  const field = FIELDS[name];
  if (field.asked && !field.asked(labelEntry)) return null;
  const [answer, label] = [field.value(answerEntry), field.value(labelEntry)];
  const [answered, stated] = [field.stated(answer), field.stated(label)];
  if (accepted(name, answer, labelEntry) || (answered && stated && field.same(answer, label)))
    return { right: answered ? 1 : 0, wrong: 0, missed: 0, answer, label };
  if (!answered && !stated) return null;
  return { right: 0, wrong: answered ? 1 : 0, missed: stated ? 1 : 0, answer, label };
}

/** One of the answers that the label allows beside its own; an empty one allows silence. */
function accepted(name, answer, labelEntry) {
  const field = FIELDS[name];
  return [name, ...(field.acceptedFrom ?? [])].some((key) =>
    (labelEntry.also_accept?.[key] ?? []).some((other) => {
      const value = field.value(key === name ? { [name]: other } : { ...labelEntry, [key]: other });
      return field.stated(answer) ? field.stated(value) && field.same(answer, value) : !field.stated(value);
    }),
  );
}
