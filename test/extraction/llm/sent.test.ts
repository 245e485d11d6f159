/** What leaves the machine: the parts that matter, no persons, the key to one origin only. */
import { describe, expect, test } from "vitest";
import { endpointFrom } from "../../../src/extraction/llm/endpoint.js";
import { readWithModel } from "../../../src/extraction/llm/read.js";
import { estimateTokens } from "../../../src/extraction/llm/tokens.js";
import { loadPrompt } from "../../../src/knowledge/prompts.js";
import {
  answer,
  brainStub,
  complete,
  documentOf,
  entriesOf,
  optionsFor,
  readBy,
  send,
  startStub,
  unread,
} from "./stub-model.js";

const ROWS = 500;
const nameAt = (at: number): string => `Selskap Nummer${at} AS`;

describe("a list of 500 rows", { timeout: 20_000 }, () => {
  const table = `<h1>Liste</h1><table><tr><th>Q</th><th>R</th></tr>${Array.from({ length: ROWS }, (_, at) => `<tr><td>${nameAt(at)}</td><td>oppgave ${at} med en del flere ord enn strengt nødvendig for saken</td></tr>`).join("")}</table>`;
  const lines = `Liste\n\n${Array.from({ length: ROWS }, (_, at) => `${nameAt(at)}\noppgave ${at} med en del flere ord enn strengt nødvendig for saken\n`).join("\n")}`;

  test("in a table is read in parts of at most 6,000 tokens, without loss or doubles, by one grid for a part", async () => {
    const { entries, requests, usage } = await readBy(
      (sent) => answer([], [{ first: 1, last: sent.at(-1)!.number, skip: [], columns: ["name@1", "purpose@2"] }]),
      table,
      "a.html",
    );
    expect(entries.map(({ name }) => name)).toEqual(Array.from({ length: ROWS }, (_, at) => nameAt(at)));
    expect(entries.every(({ purpose }, at) => purpose!.startsWith(`oppgave ${at} `))).toBe(true);
    expect(requests.length).toBeGreaterThan(1);
    for (const { body } of requests)
      expect(body.messages.reduce((sum, { content }) => sum + estimateTokens(content), 0)).toBeLessThanOrEqual(6_000);
    expect(usage.every(({ outcome }) => outcome === "answered")).toBe(true);
  });

  test("in lines is read in parts, for at most 20 tokens of answer a row", async () => {
    let said = 0;
    const { entries } = await readBy((sent) => {
      const rows = sent.flatMap(({ number, text }) =>
        /^Selskap/u.test(text)
          ? [
              [
                number,
                `name@${number}`,
                ...(sent.some((next) => next.number === number + 1) ? [`purpose@${number + 1}`] : []),
              ] as [number, ...string[]],
            ]
          : [],
      );
      said += estimateTokens(JSON.stringify(answer(rows)));
      return answer(rows);
    }, lines);
    expect(entries.map(({ name }) => name)).toEqual(Array.from({ length: ROWS }, (_, at) => nameAt(at)));
    expect(entries.every(({ purpose }, at) => purpose!.startsWith(`oppgave ${at} `))).toBe(true);
    expect(said / ROWS).toBeLessThanOrEqual(20);
  });
});

describe("persons", { timeout: 20_000 }, () => {
  const first = ["Mette", "Åsa", "Øystein", "Päivi", "Guðrún", "Søren", "Jean-Luc", "Anna Karin"];
  const last = ["Holm", "Lindström", "Bråten", "Mäkinen", "Þórsdóttir", "Kjærgaard", "Öberg", "Vang"];
  const frames: readonly ((person: string, mail: string) => string)[] = [
    (person, mail) => `Kontaktperson: ${person}, ${mail}, tlf. 33 44 55 66`,
    (person, mail) => `Yhteyshenkilö ${person}, puh. +358 40 123 4567, ${mail}`,
    (person) => `Underskrift: ${person}`,
    (person) => `${person}, direktør`,
    (person, mail) => `${person} <${mail}>`,
    (person, mail) => `Dataskyddsombud: ${person} (${mail})`,
    (person) => `VD ${person}`,
    (person, mail) => `Tengiliður: ${person}, sími 551 2345, ${mail.replace("@", " [at] ").replace(".", " [dot] ")}`,
    (person) => `For databehandleren: ${person}`,
    (person) => `Signature: ${person}, +47 22 33 44 55`,
  ];
  const people = first.flatMap((given) => last.map((family) => `${given} ${family}`));

  test("in 300 lines of contact and signature leave the machine in less than 1 of 100, mail and telephone never", async () => {
    const lines = Array.from({ length: 300 }, (_, at) => {
      const person = people[(at * 7) % people.length]!;
      const mail = `${person
        .split(/[ -]/u)[0]!
        .toLowerCase()
        .normalize("NFKD")
        .replace(/[^a-z]/gu, "")}.x@firma${at}.dk`;
      return { person, line: frames[at % frames.length]!(person, mail) };
    });
    const leaked: string[] = [];
    for (let at = 0; at < lines.length; at += 20) {
      const own = lines.slice(at, at + 20);
      const { requests } = await readBy(
        () => answer([]),
        `Liste\n\nAlkedrift AS, hosting i Danmark\n${own.map(({ line }) => line).join("\n")}\n`,
      );
      const { raw, lines: sent } = requests[0]!;
      expect(raw).not.toMatch(/@firma|\[at\] firma|33 44 55 66|123 4567|551 2345|22 33 44 55/u);
      expect(raw).toContain("Alkedrift AS, hosting i Danmark");
      own.forEach(({ person, line }, index) => {
        const words = sent[sent.length - own.length + index]!.text;
        if (words.includes(person) || words.includes(person.split(" ").at(-1)!)) leaked.push(line);
      });
    }
    expect(leaked.length).toBeLessThanOrEqual(lines.length / 100);
  });

  test("of a column of contacts are not sent, and cannot be quoted", async () => {
    const html =
      "<table><tr><th>Firma</th><th>Kontaktperson</th></tr><tr><td>Alkedrift AS</td><td>Mette Holm</td></tr></table>";
    const { requests, entries } = await readBy(
      (lines) =>
        answer([
          [lines.at(-1)!.number, "name@2.1", "purpose@2.2"],
          [lines.at(-1)!.number, "name=Mette Holm"],
        ]),
      html,
      "a.html",
    );
    expect(requests[0]!.raw).not.toContain("Mette");
    expect(entries).toEqual([{ name: "Alkedrift AS" }]);
  });

  test("leave numbers of companies and dates alone", async () => {
    const { requests } = await readBy(
      () => answer([]),
      "Liste\n\nAlkedrift AS\nOrg.nr. 936 017 207\nCVR-nr. 10 00 00 09\n2026-01-31\nStorgata 12, 0155 Oslo\n",
    );
    expect(requests[0]!.raw).toMatch(/936 017 207.*10 00 00 09.*2026-01-31.*0155 Oslo/u);
  });
});

describe("the key", () => {
  test("goes to the configured origin and is never taken along on a redirect", async () => {
    const seen: unknown[] = [];
    const other = await startStub((request, response) => {
      seen.push(request.headers.authorization);
      complete(response, "{}");
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const stub = await startStub((_, response) =>
        send(response, status, "", { location: `${other.url}/chat/completions` }),
      );
      const document = await documentOf("Liste\n\nAlkedrift AS\nhosting\n");
      const { warnings } = await readWithModel(document, unread(document), optionsFor(stub));
      expect(warnings.map(({ code }) => code)).toEqual(["llm/redirected"]);
      expect(stub.requests[0]!.headers.authorization).toBe("Bearer sk-canary-key");
      await stub.close();
    }
    await other.close();
    expect(seen).toEqual([]);
  });

  test("and the prompt stand in nothing that comes back, whatever the model answers", async () => {
    const prompt = loadPrompt("read-list").text;
    const { extraction, warnings, usage } = await readBy(
      (lines, { headers }) =>
        answer(
          lines.flatMap(
            ({ number }) =>
              [
                [number, `name=${headers.authorization}`, `purpose=${prompt.slice(0, 200)}`],
                [number, "name=https://evil.example/?k=sk-canary-key"],
                [number, "name=![x](https://evil.example)"],
                [number, "name@1", "purpose=Canary of another document"],
              ] as [number, ...string[]][],
          ),
        ),
      "Alkedrift AS\nhosting\n",
    );
    expect(JSON.stringify({ extraction, warnings, usage })).not.toMatch(/canary|evil|point at words/iu);
  });

  test("and the model come from the environment, and without both nothing is asked", () => {
    expect(endpointFrom({})).toBeNull();
    expect(endpointFrom({ OPENAI_API_KEY: "k" })).toBeNull();
    expect(endpointFrom({ OPENAI_API_KEY: "k", UNDERLAG_LLM_MODEL: "m" })).toEqual({ apiKey: "k", model: "m" });
    expect(endpointFrom({ OPENAI_BASE_URL: "http://localhost:11434/v1", UNDERLAG_LLM_MODEL: "m" })).toEqual({
      baseURL: "http://localhost:11434/v1",
      model: "m",
    });
  });
});

describe("a request", () => {
  test("asks for strict structured output, no tools and no stream", async () => {
    const { requests } = await readBy(() => answer([]), "Liste\n\nAlkedrift AS\nhosting\n");
    const { body } = requests[0]!;
    expect(body).toMatchObject({
      model: "stub",
      stream: false,
      temperature: 0,
      response_format: { type: "json_schema", json_schema: { strict: true } },
    });
    expect(Object.keys(body)).not.toContain("tools");
    expect(body.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  test("goes on in JSON mode, then in plain JSON, where an endpoint lacks structured output, and remembers", async () => {
    const stub = await startStub((request, response) => {
      if (request.body.response_format)
        send(response, 400, JSON.stringify({ error: { message: "unsupported response_format" } }));
      else
        complete(response, JSON.stringify(answer([[request.lines.length - 1, `name=${request.lines.at(-2)!.text}`]])));
    });
    const options = optionsFor(stub);
    const { openSession } = await import("../../../src/extraction/llm/session.js");
    const session = openSession(options);
    for (const at of [1, 2]) {
      const document = await documentOf(`Liste\n\nAlkedrift ${at} AS\nhosting\n`);
      const { extraction } = await readWithModel(document, unread(document), { ...options, session });
      expect(entriesOf(document, extraction)).toEqual([{ name: `Alkedrift ${at} AS` }]);
    }
    await stub.close();
    expect(
      stub.requests.map(({ body }) => (body.response_format as { type: string } | undefined)?.type ?? "plain"),
    ).toEqual(["json_schema", "json_object", "plain", "plain"]);
  });

  test("to Azure goes to the deployment's address with its own header", async () => {
    const stub = await brainStub(() => answer([]));
    const origin = new URL(stub.url).origin;
    const document = await documentOf("Liste\n\nAlkedrift AS\nhosting\n");
    await readWithModel(document, unread(document), {
      ...optionsFor(stub),
      endpoint: {
        apiKey: "azure-key",
        model: "gpt-4o",
        azure: { endpoint: origin, apiVersion: "2024-10-21", deployment: "lists" },
      },
    });
    await stub.close();
    expect(stub.requests[0]!.headers["api-key"]).toBe("azure-key");
    expect(stub.requests[0]!.body.model).toBe("lists");
  });

  test("holds a stretch that was left unread, and not the agreement around it", async () => {
    const clauses = Array.from(
      { length: 120 },
      (_, at) =>
        `${at + 1}. Databehandleren skal træffe passende foranstaltninger og bistå den dataansvarlige i alle forhold af betydning.\n`,
    ).join("\n");
    const document = await documentOf(
      `Databehandleraftale\n\n${clauses}\nBilag B\n\nAlkedrift AS\nhosting\n\n${clauses}`,
    );
    const start = document.text.indexOf("Alkedrift");
    const stub = await brainStub(() => answer([]));
    await readWithModel(document, unread(document, { unread: [{ start, end: start + 20 }] }), optionsFor(stub));
    await stub.close();
    expect(stub.requests[0]!.body.messages[1]!.content.length).toBeLessThan(document.text.length * 0.05);
  });
});
