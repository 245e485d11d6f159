import { describe, expect, test } from "vitest";
import { readWithModel } from "../../../src/extraction/llm/read.js";
import { answer, brainStub, documentOf, entriesOf, optionsFor, readBy, unread } from "./stub-model.js";

const PROSE =
  "5. Alikäsittelijät\n\nPalvelimet sijaitsevat Suomessa, ja niistä vastaa Kallioperä Data Oy. Tekstiviestit lähettää Viestikulku Oy. Laskut tulostaa Paperikuu Oy, Lahti.\n";

describe("readWithModel()", () => {
  test("reads companies out of sentences, each with its own words", async () => {
    const { entries, extraction } = await readBy((lines) => {
      const { number } = lines.find(({ text }) => text.includes("Kallio"))!;
      return answer([
        [number, "name=Kallioperä Data Oy", "place=Suomessa"],
        [number, "name=Viestikulku Oy", "purpose=Tekstiviestit"],
        [number, "name=Paperikuu Oy", "country=Lahti", "purpose=Laskut tulostaa"],
      ]);
    }, PROSE);
    expect(entries).toEqual([
      { name: "Kallioperä Data Oy", processing_countries: "Suomessa" },
      { name: "Viestikulku Oy", purpose: "Tekstiviestit" },
      { name: "Paperikuu Oy", countries: "Lahti", purpose: "Laskut tulostaa" },
    ]);
    expect(extraction.status).toBe("listed");
    expect(extraction.rows[0]!.provenance).toMatchObject({
      model: "stub",
      promptHash: expect.stringMatching(/^[0-9a-f]{64}$/u),
    });
  });

  test("reads a table by its columns", async () => {
    const html =
      "<h1>Alltöötlejad</h1><table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>Kivisild Andmed OÜ</td><td>andmekeskus</td><td>Eesti</td></tr><tr><td>Rallid Translate Ltd</td><td>masintõlge</td><td>Iirimaa</td></tr></table>";
    const { entries } = await readBy(
      (lines) =>
        answer(
          [],
          [
            {
              first: lines[0]!.number,
              last: lines.at(-1)!.number,
              skip: [],
              columns: ["name@1", "purpose@2", "place@3"],
            },
          ],
        ),
      html,
      "a.html",
    );
    expect(entries).toEqual([
      { name: "Kivisild Andmed OÜ", purpose: "andmekeskus", processing_countries: "Eesti" },
      { name: "Rallid Translate Ltd", purpose: "masintõlge", processing_countries: "Iirimaa" },
    ]);
  });

  test("asks nothing when the rules read the list", async () => {
    const stub = await brainStub(() => answer([]));
    const document = await documentOf(PROSE);
    const result = await readWithModel(document, unread(document, { status: "listed", unread: [] }), optionsFor(stub));
    await stub.close();
    expect(stub.requests).toHaveLength(0);
    expect(result.usage).toEqual([]);
  });

  test("asks nothing with mode never, and says why the document waits", async () => {
    const document = await documentOf(PROSE);
    const { extraction, warnings } = await readWithModel(document, unread(document), { mode: "never" });
    expect(extraction.status).toBe("needs_review");
    expect(warnings.map(({ code }) => code)).toEqual(["llm/off"]);
  });

  test("asks once for unchanged bytes when the answer is kept", async () => {
    const stub = await brainStub((lines) => answer([[lines.at(-1)!.number, "name=Viestikulku Oy"]]));
    const document = await documentOf(PROSE);
    const { MemoryCache } = await import("../../../src/extraction/llm/cache.js");
    const options = optionsFor(stub, { cache: new MemoryCache() });
    const first = await readWithModel(document, unread(document), options);
    const second = await readWithModel(document, unread(document), options);
    await stub.close();
    expect(stub.requests).toHaveLength(1);
    expect(entriesOf(document, second.extraction)).toEqual(entriesOf(document, first.extraction));
    expect(second.usage).toMatchObject([{ cached: true, inputTokens: 0 }]);
  });
});
