/**
 * Answers of a language model and what they cost, in SQLite. Tables: llm_answer and llm_usage of 0001-initial.sql
 *
 * This file alone knows their columns. Each write is a transaction of its own, so that a kill loses nothing that was paid for.
 */
import type { AnswerKey, KeptAnswer, LlmUsage, Spent } from "../../model/llm.js";
import type { ModelBooks } from "../llm-store.js";
import { seconds } from "./columns.js";
import type { Database } from "./connection.js";

/** refresh: the night's own run, which is open; ingest: a run is begun with the first question. */
export type BookKind = "ingest" | "refresh";

export function modelBooks(database: Database, kind: BookKind, process: string, now: () => Date): ModelBooks {
  const runs = runStatements(database, kind, process, now);
  return { answers: answerStatements(database, now), ledger: usageStatements(database, runs.id), close: runs.close };
}

function answerStatements(database: Database, now: () => Date): ModelBooks["answers"] {
  const find = database.prepare(
    `SELECT answer, input_tokens AS inputTokens, output_tokens AS outputTokens, cost, currency FROM llm_answer
     WHERE part_hash = @partHash AND prompt_hash = @promptHash AND model = @model AND host = @host`,
  );
  const put = database.prepare(
    `INSERT INTO llm_answer (part_hash, prompt_hash, model, host, answer, input_tokens, output_tokens, cost, currency, at)
     VALUES (@partHash, @promptHash, @model, @host, @answer, @inputTokens, @outputTokens, @cost, @currency, @at)
     ON CONFLICT DO UPDATE SET answer = excluded.answer, input_tokens = excluded.input_tokens,
       output_tokens = excluded.output_tokens, cost = excluded.cost, currency = excluded.currency, at = excluded.at`,
  );
  return {
    get: ({ partHash, promptHash, model, host }: AnswerKey) =>
      (find.get({ partHash, promptHash, model, host }) as KeptAnswer | undefined) ?? null,
    set: (key: AnswerKey, answer: KeptAnswer) => void put.run({ ...key, ...answer, at: seconds(now()) }),
  };
}

function usageStatements(database: Database, runId: () => number): ModelBooks["ledger"] {
  const insert = database.prepare(
    `INSERT INTO llm_usage (run_id, source, snapshot_hash, model, prompt_hash, input_tokens, output_tokens, cost, currency,
       cached, outcome, at)
     VALUES (@runId, @source, @snapshot, @model, @promptHash, @inputTokens, @outputTokens, @cost, @currency,
       @cached, @outcome, @at)`,
  );
  const since = database.prepare(
    "SELECT ifnull(sum(input_tokens + output_tokens), 0) AS tokens, ifnull(sum(cost), 0) AS cost FROM llm_usage WHERE at >= ? AND cached = 0",
  );
  const write = database.transaction((usage: LlmUsage) => {
    const { source, snapshot, model, promptHash, inputTokens, outputTokens, cost, currency, outcome } = usage;
    insert.run({
      runId: runId(),
      ...{ source, snapshot, model, promptHash, inputTokens, outputTokens, cost, currency, outcome },
      cached: Number(usage.cached),
      at: seconds(usage.at),
    });
  });
  return {
    record: (usage) => write.immediate(usage),
    spentSince: (moment) => since.get(seconds(moment)) as Spent,
  };
}

/** A run is begun when there is something to say of it. */
function runStatements(database: Database, kind: BookKind, process: string, now: () => Date) {
  const open = database
    .prepare("SELECT id FROM run WHERE kind = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1")
    .pluck();
  const insert = database.prepare("INSERT INTO run (kind, started_at, process) VALUES (?, ?, ?)");
  const end = database.prepare("UPDATE run SET ended_at = ?, summary = ? WHERE id = ?");
  let own: number | undefined;
  const begin = (): number => (own = Number(insert.run(kind, seconds(now()), process).lastInsertRowid));
  return {
    id: (): number => own ?? (kind === "refresh" ? (open.get(kind) as number | undefined) : undefined) ?? begin(),
    close(summary: unknown): void {
      if (own !== undefined) end.run(seconds(now()), JSON.stringify(summary), own);
    },
  };
}
