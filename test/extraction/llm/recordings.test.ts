/**
 * Exchanges replayed from test/fixtures/llm: one file an exchange, each with the document, what the endpoint sent in order, and the
 * entries that follow. These four have the form in which servers answer and were written by hand; one recorded from a real endpoint
 * is replayed by putting its answers into such a file.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readWithModel } from "../../../src/extraction/llm/read.js";
import { documentOf, entriesOf, optionsFor, send, startStub, unread } from "./stub-model.js";

interface Recording {
  readonly about: string;
  readonly document: string;
  readonly exchanges: readonly { readonly status: number; readonly body: unknown }[];
  readonly entries: readonly Record<string, string>[];
}

const FOLDER = new URL("../../fixtures/llm/", import.meta.url);

describe("readWithModel() replaying", () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".json"))) {
    const {
      about,
      document: words,
      exchanges,
      entries,
    } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Recording;
    test(`${file} reads what was recorded: ${about}`, async () => {
      const stub = await startStub(({ call }, response) => {
        const { status, body } = exchanges[call - 1]!;
        send(response, status, JSON.stringify(body));
      });
      const document = await documentOf(words);
      const { extraction } = await readWithModel(document, unread(document), optionsFor(stub));
      await stub.close();
      expect(entriesOf(document, extraction)).toEqual(entries);
      expect(stub.requests).toHaveLength(exchanges.length);
    });
  }
});
