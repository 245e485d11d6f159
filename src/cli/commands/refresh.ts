/** `underlag refresh`: asks every watched source, politely, and keeps what changed. Made for every night. */
import { setFlagsFromString } from "node:v8";
import type { Command } from "commander";
import type { ModelRun } from "../../extraction/llm/run.js";
import type { RefreshReport } from "../../refresh/report.js";
import type { RefreshTools } from "../../refresh/tools.js";
import type { Store } from "../../store/store.js";
import { type FetchOptions, fetchSettings, withFetchOptions } from "../fetch-options.js";
import { limitsOf } from "../limit-options.js";
import { type LlmOptions, modelOf, saySpent, withLlmOptions } from "../llm-options.js";
import { settingOption } from "../options.js";
import { print, progress, say } from "../output.js";
import { type StoreOptions, withStore, withStoreOptions } from "../store.js";
import { programVersion } from "../version.js";

const EXAMPLES = `
Examples:
  $ underlag refresh
  $ underlag refresh --due --quiet --report night.json
  $ underlag refresh --source https://supplier.example/underdatabehandlere

Every night at two, in crontab:
  0 2 * * *  cd /srv/underlag && underlag refresh --due --quiet

A run that was stopped or killed is gone on with by the next one. Two runs never work on one database at once.
Exit codes: 0 every source was asked and read, 1 some failed (the summary says which), 2 wrong usage.`;

interface RefreshCommandOptions extends FetchOptions, LlmOptions, StoreOptions {
  readonly due?: boolean;
  readonly source?: string[];
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly render?: boolean;
  readonly quiet?: boolean;
  readonly webhook?: string;
  readonly feed?: string;
}

export function register(program: Command): void {
  const command = program
    .command("refresh")
    .summary("ask the watched pages and keep what changed")
    .description("Asks every watched page conditionally, reads what is new, and reports what suppliers changed")
    .option("--due", "only what is due by its interval")
    .option("--source <url-or-supplier...>", "only these addresses or suppliers")
    .option("--dry-run", "say what would be asked, and ask nobody")
    .option("--report <file>", "write what happened as JSON")
    .option("--render", "show pages that are empty without a browser to one (needs playwright-core and Chromium)")
    .option("-q, --quiet", "no progress; the summary only where something is worth saying")
    .addOption(settingOption("webhook"))
    .addOption(settingOption("feed"));
  withLlmOptions(withFetchOptions(withStoreOptions(command)))
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run(options: RefreshCommandOptions): Promise<void> {
  keepHeapSmall();
  await withStore(options, false, async (store) => {
    const { refresh, planRefresh } = await import("../../refresh.js");
    const llm = options.dryRun ? null : await modelOf(options, store.modelBooks("refresh"));
    const tools = await toolsFor(store, options, llm);
    const chosen = { due: options.due === true, only: options.source ? options.source.map(asWatched) : null };
    try {
      if (options.dryRun) {
        for (const { address, supplier } of planRefresh(tools, chosen)) await print(`${address}\t${supplier}`);
        return;
      }
      const from = store.refresh.lastChangeId();
      const stop = stopOnSignals();
      const line = progress(options.quiet === true);
      const report = await refresh(tools, {
        ...chosen,
        concurrency: Math.max(1, Math.floor(options.concurrency)),
        signal: stop.signal,
        onVisit: ({ source }, _done, all) => line.step(`of ${all}: ${source}`),
      });
      line.end();
      await finish(report, store, from, llm, options);
      if (stop.signal.aborted) process.exitCode = stop.code();
    } finally {
      await tools.fetcher.close();
    }
  });
}

/** V8 lets the heap grow to four times what lives in it before it sweeps: on a long night most of it would be refuse. */
function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=50");
}

async function toolsFor(
  store: Store,
  options: RefreshCommandOptions,
  llm: ModelRun | null,
): Promise<RefreshTools & { fetcher: { close(): Promise<void> } }> {
  const { Fetcher } = await import("../../source/fetch.js");
  const { compareReadings } = await import("../../change/compare.js");
  const { RULES_VERSION } = await import("../../pipeline.js");
  const { RobotsShelf } = await import("../../refresh/robots-shelf.js");
  const { readText, readWhole } = await import("../../refresh/read-whole.js");
  const limits = limitsOf(options, 2);
  const settings = await fetchSettings(options, programVersion());
  const robots = new RobotsShelf(store.refresh);
  const fetcher = new Fetcher(settings, robots);
  return {
    store,
    fetcher,
    robots,
    read: (snapshot) => readWhole(snapshot, { limits, llm }),
    text: (snapshot) => readText(snapshot, { limits }),
    compare: compareReadings,
    rules: RULES_VERSION,
    now: () => new Date(),
    ...(options.render ? { render: (await import("../../source/render.js")).rendererFor(settings) } : {}),
  };
}

async function finish(
  report: RefreshReport,
  store: Store,
  from: number,
  llm: ModelRun | null,
  options: RefreshCommandOptions,
): Promise<void> {
  const { summaryLines } = await import("../../refresh/report.js");
  const { writeFile } = await import("node:fs/promises");
  if (options.report)
    await writeFile(options.report, `${JSON.stringify({ ...report, model: llm?.spent ?? null }, null, 2)}\n`);
  const worthSaying = report.failed + report.postponed + report.suspected + report.changed > 0;
  if (!options.quiet || worthSaying) for (const line of summaryLines(report)) say(line);
  if (!options.quiet || worthSaying) saySpent(llm);
  if (report.failed + report.postponed > 0) process.exitCode = 1;
  if (options.feed || options.webhook) await tell(store, from, options);
}

/** A receiver that cannot be told is a failure of its own: what was read is kept, and told next time. */
async function tell(store: Store, from: number, { feed, webhook, contact }: RefreshCommandOptions): Promise<void> {
  const { tellWebhook, writeFeed } = await import("../../views/notify/tell.js");
  const { userAgentOf } = await import("../../source/fetch-settings.js");
  const { reportFailure } = await import("../failure.js");
  try {
    if (feed) await writeFeed(store, feed, new Date());
    if (!webhook) return;
    const userAgent = userAgentOf(programVersion(), contact ?? null);
    await tellWebhook(store, { url: webhook, secret: process.env.UNDERLAG_WEBHOOK_SECRET ?? null, userAgent }, from);
  } catch (failure) {
    process.exitCode = reportFailure(failure);
  }
}

/** An address as the watch list keeps it; anything else is a supplier's name. */
const asWatched = (given: string): string =>
  URL.canParse(given) && given.includes("://") ? new URL(given).href : given;

/** The first signal ends the night after the visits that are under way; the second ends the process. */
function stopOnSignals(): { signal: AbortSignal; code: () => number } {
  const controller = new AbortController();
  let code = 0;
  for (const [name, number] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.once(name, () => {
      code = number;
      controller.abort();
      say("Stopping after what is under way; run again to go on");
      setTimeout(() => process.exit(number), 4_500).unref();
      process.once(name, () => process.exit(number));
    });
  }
  return { signal: controller.signal, code: () => code };
}
