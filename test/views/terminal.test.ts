/** Tables fit the terminal, and words of documents cannot steer it. */
import { describe, expect, test } from "vitest";
import { answerRow } from "../../src/views/terminal/answer.js";
import { printable } from "../../src/views/terminal/printable.js";
import { displayWidth, formatTable } from "../../src/views/terminal/table.js";
import { madeEntry } from "../store/made.js";

describe("formatTable()", () => {
  const long = "Opbevaring og behandling af kundernes data i et datacenter ".repeat(4);
  for (const width of [40, 80, 200])
    test(`is never wider than ${width} columns`, () => {
      const table = formatTable(
        ["Who", "Where", "What for"],
        [
          ["Sky", "DK", long],
          ["漢字会社".repeat(9), "US", "x".repeat(300)],
        ],
        { width },
      );
      for (const line of table.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    });

  test("keeps short cells whole and lines them up", () => {
    expect(
      formatTable(
        ["A", "B"],
        [
          ["Ærø", "1"],
          ["x", "22"],
        ],
        { width: 80 },
      ),
    ).toBe("A    B\n───  ──\nÆrø  1\nx    22");
  });

  test("takes control characters out of cells", () => {
    expect(formatTable(["A"], [["\u001b[31mred\u001b[0m\u0007\u202e"]], { width: 80 })).toContain("[31mred[0m");
  });
});

test("printable() lets only tab and line end through", () => {
  const all = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).join("");
  expect(printable(`${all}\u007f\u009b\u2066x`)).toBe("\t\nx");
});

describe("answerRow() says", () => {
  const rows = [
    {
      name: "within the EEA",
      entry: madeEntry("A", { processing_countries: ["DK", "EU"] }),
      want: ["DK, EU", "within the EEA"],
    },
    {
      name: "which mechanism",
      entry: madeEntry("A", { countries: ["US"], transfer_mechanisms: ["scc"] }),
      want: ["US (company)", "standard clauses"],
    },
    {
      name: "that none is stated",
      entry: madeEntry("A", { processing_countries: ["US"] }),
      want: ["US", "none stated"],
    },
    {
      name: "an adequacy decision",
      entry: madeEntry("A", { processing_countries: ["CH"] }),
      want: ["CH", "adequacy decision (CH)"],
    },
    {
      name: "that Privacy Shield is void",
      entry: madeEntry("A", { processing_countries: ["US"], transfer_mechanisms: ["privacy_shield"] }),
      want: ["US", "Privacy Shield (void)"],
    },
    { name: "that nothing is stated", entry: madeEntry(null), want: ["not stated", "not stated"] },
  ] as const;
  for (const { name, entry, want } of rows)
    test(name, () => {
      const [, where, , ground] = answerRow(entry);
      expect([where, ground]).toEqual(want);
    });
});
