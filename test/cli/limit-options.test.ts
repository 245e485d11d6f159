import { describe, expect, test } from "vitest";
import { limitsOf, limitsOption } from "../../src/cli/limit-options.js";
import { DEFAULT_LIMITS } from "../../src/document/reader.js";
import { SETTINGS } from "../../src/settings.js";

const read = (given: string): unknown => limitsOption().parseArg?.(given, undefined);

describe("--limits", () => {
  test("takes several caps by the names that failures use", () => {
    expect(read("maxSeconds=120, maxPages=5000")).toEqual({ maxSeconds: 120, maxPages: 5000 });
  });

  test("knows every cap of a document but the size, which has an option of its own", () => {
    expect([...SETTINGS.limits.choices, "maxBytes"].sort()).toEqual(Object.keys(DEFAULT_LIMITS).sort());
  });

  test.each(["maxSecond=3", "maxPages", "maxPages=many", "maxPages=-1", "__proto__=1", ""])("refuses %j", (given) => {
    expect(() => read(given)).toThrow("no limit: write a name and a number");
  });

  test("leaves a document room to grow when it is unpacked", () => {
    expect(limitsOf({ maxBytes: 10, limits: { maxPages: 3 } }, 2)).toEqual({ maxBytes: 20, maxPages: 3 });
  });
});
