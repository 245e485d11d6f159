/**
 * One way of reading documents, run in a process of its own: node bench/contenders.mjs NAME FILE…
 *
 * Shape   Three passes and two seconds to warm up, one pass that counts. Prints {"cpu": ms, "rss": MB}; the benchmark takes the least of several runs.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

// the reader of heavy formats works in this process, so that its time is counted
process.env.UNDERLAG_READER_CHILD = "1";
const [name, ...files] = process.argv.slice(2);
const dist = (path) => import(new URL(`../dist/${path}`, import.meta.url));

/** A few pages read three times are half interpreted still; what is compared here is a night of thousands. */
const WARM_MS = 2000;

const CONTENDERS = {
  async underlag() {
    const { readSnapshot } = await dist("pipeline.js");
    return (file) => readSnapshot(snapshotOf(file), {});
  },
  async "underlag, reading only"() {
    const { readDocument } = await dist("document/read.js");
    return (file) => readDocument(snapshotOf(file));
  },
  async "htmlparser2 events"() {
    const { Parser } = await import("htmlparser2");
    return (file) => {
      let seen = 0;
      const count = () => seen++;
      new Parser({ onopentag: count, onclosetag: count, ontext: count }).end(readFileSync(file, "utf8"));
    };
  },
  async "cheerio load"() {
    const { load } = await import("cheerio");
    return (file) => load(readFileSync(file, "utf8"));
  },
  async "pdf.js text"() {
    const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    return async (file) => {
      const task = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 });
      const pdf = await task.promise;
      for (let page = 1; page <= pdf.numPages; page++) await (await pdf.getPage(page)).getTextContent();
      await task.destroy();
    };
  },
};

const read = await CONTENDERS[name]();
const begin = performance.now();
for (let warm = 0; warm < 3 || performance.now() - begin < WARM_MS; warm++) await pass();
const before = process.cpuUsage();
await pass();
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);

/** A peer that cannot read a document costs what it costs; ours says why, and anything else is a bug that stops here. */
async function pass() {
  for (const file of files)
    try {
      await read(file);
    } catch (error) {
      if (name.startsWith("underlag") && error.name !== "UnderlagError") throw error;
    }
}

function snapshotOf(file) {
  const bytes = readFileSync(file);
  const hash = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return { source: file, bytes, hash, contentType: null, fileName: file, retrievedAt: null };
}
