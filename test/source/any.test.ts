import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAny } from "../../src/source/any.js";
import { Fetcher } from "../../src/source/fetch.js";
import { page, settingsFor, startServer } from "./scripted-server.js";

test("readAny() reads files and addresses in their order, and lets no bad one stop the others", async () => {
  const folder = mkdtempSync(join(tmpdir(), "underlag-any-"));
  const file = join(folder, "liste.txt");
  writeFileSync(file, "Underdatabehandlere");
  const server = await startServer({ "/list": (_request, response) => response.end(page("x")) });
  const fetcher = new Fetcher(settingsFor([server.endpoint]));
  const given = [`${server.origin}/list`, file, "http://127.0.0.1:1/", `${server.origin}/gone`];
  const got: string[] = [];
  for await (const item of readAny(given, { maxBytes: 1_000_000, fetch: (url) => fetcher.snapshot(url) })) {
    got.push("failure" in item ? item.failure.code : item.source);
  }
  expect(got).toEqual([given[0], file, "source/forbidden-port", "source/not-found"]);
  await fetcher.close();
  await server.close();
  rmSync(folder, { recursive: true });
});
