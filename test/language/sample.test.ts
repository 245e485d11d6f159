import { expect, test } from "vitest";
import { cut, SAMPLE_UNITS, sampleText } from "../../src/language/sample.js";

test("sampleText() leaves a short text as it is", () => {
  expect(sampleText("Drift og support")).toBe("Drift og support");
});

test("sampleText() takes start, middle and end of a long one and halves no word", () => {
  const text = ["begyndelse", ...Array.from({ length: 5_000 }, () => "midte"), "slutning"].join(" ");
  const sample = sampleText(text);
  expect(sample.length).toBeLessThanOrEqual(SAMPLE_UNITS + 2);
  expect(new Set(sample.trim().split(/\s+/u))).toEqual(new Set(["begyndelse", "midte", "slutning"]));
});

test("sampleText() drops web and mail addresses", () => {
  expect(sampleText("skriv til post@prove.example eller se https://prove.example/the")).toBe("skriv til eller se");
});

test("cut() gives up on white space that is too far away", () => {
  expect(cut("x".repeat(100), 10, 20)).toBe("x".repeat(10));
});
