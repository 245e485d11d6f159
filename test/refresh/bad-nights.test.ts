/** Fifteen kinds of wrong page, four languages, five suppliers: each a bad night between two good ones. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStore, type SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { type Script, type ScriptedServer, startServer } from "../source/scripted-server.js";
import { NIGHT_LANGUAGES, type NightLanguage, WRONG_PAGES, type WrongPage, wrongPage } from "../source/wrong-pages.js";
import { allRows, listPage, night, type Row, toolsFor } from "./night.js";

const SUPPLIERS = [6, 9, 14, 25, 60];
const HEADINGS: Readonly<Record<NightLanguage, string>> = {
  da: "Underdatabehandlere",
  sv: "Underbiträden",
  nb: "Underleverandører",
  fi: "Alikäsittelijät",
};
const PURPOSES: Readonly<Record<string, readonly string[]>> = {
  da: ["drift af servere", "udsendelse af e-mail", "kundesupport", "fejlsporing"],
  sv: ["drift av servrar", "utskick av e-post", "kundtjänst", "felsökning"],
  nb: ["drift av servere", "utsending av e-post", "kundestøtte", "feilsøking"],
  fi: ["palvelimien ylläpito", "sähköpostin lähetys", "asiakastuki", "virheiden seuranta"],
  en: ["server hosting", "sending e-mail", "customer support", "error tracking"],
};
const rowsIn = (language: string, count: number): Row[] =>
  Array.from({ length: count }, (_, n) => ({
    name: `Prøve ${String.fromCharCode(65 + (n % 26))}${n} AB`,
    purpose: `${PURPOSES[language]![n % 4]} (${n})`,
  }));
const good = (language: NightLanguage, count: number): string =>
  listPage(rowsIn(language, count), language, HEADINGS[language]);

let server: ScriptedServer;
let store: SqliteStore;
let tools: ReturnType<typeof toolsFor>;
let bad: WrongPage | null = null;

const pathOf = (language: NightLanguage, count: number): string => `/${language}/jura/liste-${count}`;

function answer(language: NightLanguage, count: number): Script {
  return (_request, response) => {
    const html = (words: string): void =>
      void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(words);
    if (bad === null) return html(good(language, count));
    if (bad === "home-redirect") return void response.writeHead(302, { location: `/${language}/` }).end();
    if (bad === "other-language") return html(listPage(rowsIn("en", count), "en", "Sub-processors"));
    if (bad === "half-page") return html(good(language, count).slice(0, good(language, count).length * 0.6));
    if (bad === "empty-body") return html("");
    if (bad === "html-for-pdf") return html(wrongPage("home-redirect", language));
    if (bad === "layout-test")
      return html(
        good(language, count)
          .replaceAll("<tr><td>", "<p>")
          .replaceAll("</td><td>", ": ")
          .replaceAll("</td></tr>", "</p>"),
      );
    if (bad === "load-more")
      return html(
        listPage(rowsIn(language, Math.ceil(count * 0.8)), language, HEADINGS[language]).replace(
          "<footer>",
          `<button>${MORE[language]}</button><footer>`,
        ),
      );
    html(wrongPage(bad, language));
  };
}
const MORE: Readonly<Record<NightLanguage, string>> = {
  da: "Vis flere",
  sv: "Visa fler",
  nb: "Vis flere",
  fi: "Näytä lisää",
};

beforeAll(async () => {
  server = await startServer();
  store = openSqliteStore(":memory:");
  tools = toolsFor(store, [server.endpoint]);
  for (const language of NIGHT_LANGUAGES) {
    server.on(`/${language}/`, (_request, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end(wrongPage("home-redirect", language)),
    );
    for (const count of SUPPLIERS) {
      server.on(pathOf(language, count), answer(language, count));
      store.refresh.watch([
        { address: `${server.origin}${pathOf(language, count)}`, supplier: `${language} ${count}` },
      ]);
    }
  }
  await night(tools);
});
afterAll(async () => {
  await tools.fetcher.close();
  await store.close();
  await server.close();
});

for (const kind of WRONG_PAGES) {
  test(`refresh() removes and changes nothing for a night of ${kind}`, async () => {
    const before = (await allRows(store, "subprocessors")).length;
    expect(before).toBe(NIGHT_LANGUAGES.length * SUPPLIERS.reduce((sum, count) => sum + count, 0));
    bad = kind;
    const report = await night(tools);
    expect(report).toMatchObject({ sources: 20, changed: 0, added: 0, removed: 0, fields_changed: 0 });
    bad = null;
    expect(await night(tools)).toMatchObject({ sources: 20, same: 20 });
    expect([(await allRows(store, "subprocessors")).length, await allRows(store, "changes")]).toEqual([before, []]);
  });
}
