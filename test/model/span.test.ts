import fc from "fast-check";
import { expect, test } from "vitest";
import { overlaps, overlapsAny } from "../../src/model/span.js";

const span = fc.tuple(fc.nat(60), fc.nat(8)).map(([start, length]) => ({ start, end: start + length }));

test("overlapsAny() says what asking each span would say", () => {
  fc.assert(
    fc.property(fc.array(span), span, (spans, asked) => {
      expect(overlapsAny(spans)(asked)).toBe(spans.some((other) => overlaps(other, asked)));
    }),
    { seed: 7, numRuns: 2000 },
  );
});
