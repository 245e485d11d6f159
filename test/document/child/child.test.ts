/** Heavy readers in their child process: they are ended at their limits, and the next document is read all the same. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../../src/document/reader.js";
import { snapshotOf } from "../pdf/read-pdf.js";
import { BROKEN, flateBomb, nestedForms, onePage, pdfOf, words } from "./bombs.js";
import { type Compiled, compiledStage } from "./compiled.js";

let stage: Compiled;
let longestPause = 0;
let timer: NodeJS.Timeout;

beforeAll(async () => {
  stage = await compiledStage();
  let last = performance.now();
  timer = setInterval(() => {
    const now = performance.now();
    longestPause = Math.max(longestPause, now - last);
    last = now;
  }, 10);
}, 60_000);

afterAll(() => clearInterval(timer));

const good = () => snapshotOf(pdfOf(onePage(words("Underdatabehandlere: Eksempel ApS"))));
const read = (bytes: Uint8Array, limits: Partial<typeof DEFAULT_LIMITS>) =>
  stage.readDocument(snapshotOf(bytes), { limits: { ...DEFAULT_LIMITS, ...limits }, ocr: false });

test("a child reads one document after the other", async () => {
  const first = await stage.readDocument(good());
  expect(first.text).toBe("Underdatabehandlere: Eksempel ApS");
  expect(first.origins[0]?.origin).toMatchObject({ kind: "pdf", page: 1 });
  await stage.readDocument(good());
  expect(stage.idleChildren()).toBe(1);
}, 30_000);

test("a child is ended at its time, and the next document is read", async () => {
  longestPause = 0;
  await expect(read(nestedForms(24), { maxSeconds: 1 })).rejects.toMatchObject({ code: "document/too-slow" });
  expect((await stage.readDocument(good())).text).toContain("Eksempel");
}, 30_000);

test("a child is ended when it has eaten its memory", async () => {
  const bomb = flateBomb(400_000_000, 2);
  await expect(read(bomb, { maxMegabytes: 300 })).rejects.toMatchObject({ code: "document/too-much-memory" });
  expect((await stage.readDocument(good())).text).toContain("Eksempel");
}, 30_000);

for (const { name, bytes, code } of BROKEN)
  test(`a child says ${code} of ${name}`, async () => {
    await expect(read(bytes, {})).rejects.toMatchObject({ code });
  }, 30_000);
