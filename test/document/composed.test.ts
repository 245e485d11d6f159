/** Words are composed as Unicode says, and in time that grows with their length, whatever stands in them. */
import { expect, test } from "vitest";
import { composed } from "../../src/document/composed.js";

const crowd = (marks: number): string => `Eksempel ${"\u0301\u0323".repeat(marks / 2)} ApS `.padEnd(201, "x");

test("composed() joins letters and their marks", () => {
  expect(composed("A\u030angstro\u0308m")).toBe("Ångström");
});

test("composed() keeps every mark of a crowd, with a joiner after each thirty", () => {
  const text = composed(crowd(100));
  expect([...text].filter((letter) => letter === "\u034f")).toHaveLength(3);
  expect(text.replaceAll("\u034f", "").normalize("NFC")).toBe(crowd(100).normalize("NFC"));
  expect(text.normalize("NFC")).toBe(text);
});

test("composed() takes a million marks in its stride", () => {
  const before = process.cpuUsage();
  composed(crowd(1_000_000));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
});
