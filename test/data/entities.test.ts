/** data/entities.json is checked as data: spelled one way, nothing twice, every number with a right check digit. */
import { readFileSync } from "node:fs";
import { stdnum } from "stdnum";
import { describe, expect, test } from "vitest";
import { EntityFile } from "../../src/knowledge/entities.js";

const raw = readFileSync(new URL("../../data/entities.json", import.meta.url), "utf8");
const file = EntityFile.parse(JSON.parse(raw));
const { entities } = file;

const namesOf = (entity: (typeof entities)[number]): string[] => [
  entity.name,
  ...entity.aliases,
  ...entity.products,
  ...entity.legal_entities.map(({ name }) => name),
];
const fold = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const countries = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

describe("data/entities.json", () => {
  test("knows 400 companies and more", () => expect(entities.length).toBeGreaterThanOrEqual(400));

  test("is written in NFC, one company a line", () => {
    expect(raw).toBe(raw.normalize("NFC"));
    const lines = raw.split("\n").filter((line) => line.startsWith('    {"id"'));
    expect(lines.length).toBe(entities.length);
  });

  test("gives every company an id of its own, in order", () => {
    const ids = entities.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...ids].sort());
  });

  test("gives no name to two companies unless both call it ambiguous", () => {
    const owners = new Map<string, Set<string>>();
    const doubtful = new Set(
      entities.flatMap((entity) => entity.ambiguous.map((name) => `${entity.id} ${fold(name)}`)),
    );
    for (const entity of entities) {
      for (const name of namesOf(entity)) {
        if (doubtful.has(`${entity.id} ${fold(name)}`)) continue;
        owners.set(fold(name), (owners.get(fold(name)) ?? new Set()).add(entity.id));
      }
    }
    expect([...owners].filter(([, ids]) => ids.size > 1).map(([name, ids]) => [name, ...ids])).toEqual([]);
  });

  test("lists no name twice under one company", () => {
    const twice = entities.flatMap((entity) => {
      const names = namesOf(entity).slice(1);
      return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${entity.id}: ${name}`);
    });
    expect(twice).toEqual([]);
  });

  test("calls only names ambiguous that the company has", () => {
    const strange = entities.flatMap((entity) => {
      const names = new Set(namesOf(entity));
      return entity.ambiguous.filter((name) => !names.has(name)).map((name) => `${entity.id}: ${name}`);
    });
    expect(strange).toEqual([]);
  });

  test("gives no domain to two companies", () => {
    const domains = entities.flatMap((entity) => entity.domains);
    expect(domains.filter((domain, index) => domains.indexOf(domain) !== index)).toEqual([]);
    expect(domains.filter((domain) => !/^[a-z0-9.-]+\.[a-z0-9-]{2,}$/u.test(domain))).toEqual([]);
  });

  test("uses country codes that exist", () => {
    const codes = entities.flatMap(({ legal_entities }) => legal_entities.map(({ country }) => country));
    expect(codes.filter((code) => code !== null && !countries.of(code))).toEqual([]);
  });

  test("names a known source for every company, and a register for every number", () => {
    for (const { id, source, legal_entities } of entities) {
      for (const key of source) expect(file.sources, id).toHaveProperty(key);
      if (legal_entities.some(({ identifiers }) => identifiers.length > 0)) expect(source, id).toContain("register");
    }
  });

  test("holds no number whose check digit fails, and none under two companies", () => {
    const seen = new Map<string, string>();
    for (const { id, legal_entities } of entities) {
      for (const { scheme, value } of legal_entities.flatMap(({ identifiers }) => identifiers)) {
        expect(checks(scheme, value), `${id} ${scheme} ${value}`).toBe(true);
        expect(seen.get(`${scheme} ${value}`) ?? id).toBe(id);
        seen.set(`${scheme} ${value}`, id);
      }
    }
    expect(seen.size).toBeGreaterThan(40);
  });
});

/** Schemes without a check digit are held to their shape. */
function checks(scheme: string, value: string): boolean {
  const shapes: Record<string, RegExp> = {
    "us-ein": /^\d{2}-\d{7}$/u,
    "ie-cro": /^\d{5,6}$/u,
    "lu-rcs": /^B\d{4,6}$/u,
    "gb-crn": /^(\d{8}|[A-Z]{2}\d{6})$/u,
    "nl-kvk": /^\d{8}$/u,
    "de-hrb": /^[\p{L} ]+ HRB \d+( [A-Z])?$/u,
  };
  const shape = shapes[scheme];
  if (shape) return shape.test(value);
  const country = (code: string): Record<string, { validate(value: string): { isValid: boolean } }> =>
    (stdnum as unknown as Record<string, never>)[code]!;
  const validators: Record<string, () => boolean> = {
    "dk-cvr": () => country("DK").cvr!.validate(value).isValid,
    "no-orgnr": () => country("NO").orgnr!.validate(value).isValid,
    "se-orgnr": () => country("SE").orgnr!.validate(value).isValid,
    "fi-ytunnus": () => country("FI").ytunnus!.validate(value).isValid,
    "fr-siren": () => country("FR").siren!.validate(value).isValid,
    "au-abn": () => country("AU").abn!.validate(value).isValid,
    "eu-vat": () => {
      const schemes: Record<string, string> = {
        FR: "tva",
        DE: "vat",
        IE: "vat",
        LU: "tva",
        NL: "btw",
        MT: "vat",
        DK: "cvr",
        SE: "vat",
      };
      const code = value.slice(0, 2);
      return country(code)[schemes[code]!]!.validate(value).isValid;
    },
  };
  return validators[scheme]?.() ?? false;
}
