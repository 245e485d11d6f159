/**
 * A night: every watched source asked once, politely; what changed is read, compared with the last list that held, and kept.
 *
 * Shape   Newer rules first read what is stored, so that no supplier is blamed for them. A bad source is a failed visit and
 *         stops nobody; a database that cannot be written stops the night. A killed night is taken up where it was.
 * Errors  refresh/running where another process is at it; store/… where the database fails. All else stands in the report.
 */

import { withLease } from "./refresh/lease.js";
import { type RefreshReport, Tally } from "./refresh/report.js";
import { rereadHeld } from "./refresh/reread.js";
import { linesByHost, visitAll } from "./refresh/schedule.js";
import type { RefreshTools } from "./refresh/tools.js";
import { type VisitReport, visitSafely } from "./refresh/visit.js";
import { VisitLog } from "./refresh/visit-log.js";
import type { Run, WatchedSource } from "./store/refresh-store.js";

export interface RefreshOptions {
  /** Only what is due; else everything that is watched. */
  readonly due: boolean;
  /** Addresses or suppliers; null for all. */
  readonly only: readonly string[] | null;
  readonly concurrency: number;
  readonly signal?: AbortSignal;
  readonly onVisit?: (report: VisitReport, done: number, all: number) => void;
}

export function planRefresh(tools: RefreshTools, { due, only }: Pick<RefreshOptions, "due" | "only">): WatchedSource[] {
  return tools.store.refresh.watched({
    ...(due ? { dueBefore: tools.now().toISOString() } : {}),
    ...(only === null ? {} : { only }),
  });
}

export function refresh(tools: RefreshTools, options: RefreshOptions): Promise<RefreshReport> {
  return withLease(tools.store.refresh, async (holder) => {
    const run = tools.store.refresh.beginRun("refresh", holder);
    const report = await night(run, tools, options);
    // A run that was stopped stays open, so that the next one goes on with what is left of it.
    if (!report.stopped) tools.store.refresh.endRun(run.id, { ...report, visits: report.visits.length });
    return report;
  });
}

async function night(run: Run, tools: RefreshTools, options: RefreshOptions): Promise<RefreshReport> {
  const started = tools.now().toISOString();
  const tally = new Tally();
  const log = new VisitLog(tools.store.refresh, tools.robots);
  const sources = planRefresh(tools, options).filter(({ id }) => !run.visited.has(id));
  let done = 0;
  const visit = async (source: WatchedSource, attempt: number): Promise<number | null> => {
    if (attempt === 1) tally.countChanges(await rereadHeld(tools.store.refresh.state(source.id), run.id, tools));
    const visited = await visitSafely(source, attempt, run.id, tools);
    if (typeof visited === "number") return visited;
    log.keep(visited.visit);
    tally.count(visited.report);
    options.onVisit?.(visited.report, ++done, sources.length);
    return null;
  };
  try {
    await visitAll(linesByHost(sources), {
      concurrency: options.concurrency,
      readyAt: (host) => tools.fetcher.politeness.readyAt(host),
      visit,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } finally {
    log.flush();
  }
  const stopped = options.signal?.aborted === true && done < sources.length;
  return tally.report({
    started_at: started,
    ended_at: tools.now().toISOString(),
    resumed_after: run.visited.size,
    stopped,
  });
}
