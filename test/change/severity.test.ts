/** How much a change matters, and why. */
import { expect, test } from "vitest";
import { compareReadings } from "../../src/change/compare.js";
import { list, type Row } from "./lists.js";

const OLD: Row = { name: "Skybro", purpose: "Hosting", places: ["DK"], data: "Names", mechanisms: ["scc"] };

const rows: readonly { name: string; after: readonly Row[]; severity: string; reason: RegExp }[] = [
  {
    name: "a new row in the EEA medium",
    after: [OLD, { name: "Kuvert", places: ["SE"] }],
    severity: "medium",
    reason: /New sub-processor$/u,
  },
  {
    name: "a new row outside the EEA high",
    after: [OLD, { name: "Kuvert", places: ["IN"] }],
    severity: "high",
    reason: /outside the EEA: IN$/u,
  },
  {
    name: "an adequate country high, with the decision",
    after: [OLD, { name: "Kuvert", places: ["CH"] }],
    severity: "high",
    reason: /CH \(adequacy decision\)/u,
  },
  {
    name: "a row that is gone medium",
    after: [{ ...OLD, name: "Kuvert" }],
    severity: "medium",
    reason: /no longer listed|New sub/u,
  },
  {
    name: "a new country outside the EEA high",
    after: [{ ...OLD, places: ["DK", "US"] }],
    severity: "high",
    reason: /New transfer outside the EEA: US/u,
  },
  { name: "worldwide high", after: [{ ...OLD, places: ["worldwide"] }], severity: "high", reason: /worldwide/u },
  {
    name: "a new country inside the EEA medium",
    after: [{ ...OLD, places: ["DK", "NO"] }],
    severity: "medium",
    reason: /New place of processing: NO/u,
  },
  { name: "a place less low", after: [{ ...OLD, places: [] }], severity: "low", reason: /Fewer places/u },
  { name: "other words low", after: [{ ...OLD, purpose: "Storage" }], severity: "low", reason: /Reworded purpose/u },
  {
    name: "other data medium",
    after: [{ ...OLD, data: "Health data" }],
    severity: "medium",
    reason: /Other personal data/u,
  },
  { name: "another ground medium", after: [{ ...OLD, mechanisms: [] }], severity: "medium", reason: /Other ground/u },
];

for (const { name, after, severity, reason } of rows) {
  test(`judges ${name}`, () => {
    const [change] = compareReadings(list([OLD]), list(after)).changes;
    expect(change!.severity).toBe(severity);
    expect(change!.reason).toMatch(reason);
  });
}
