/**
 * The store in one SQLite file: opens it, brings it up to date, and keeps the promises of store.ts.
 *
 * Errors  See failures.ts; every method translates.
 */
import { hostname } from "node:os";
import { UnderlagError } from "../../errors.js";
import type { Reading } from "../../model/reading.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { ModelBooks } from "../llm-store.js";
import type { RefreshStore } from "../refresh-store.js";
import type { Decision, ExplainLink, IngestOptions, LabelledDocument, Row, RowFilter, Store } from "../store.js";
import { type ConnectionOptions, connect, type Database } from "./connection.js";
import { type EntryStatements, entryStatements } from "./entries.js";
import { guarded, storeFailure } from "./failures.js";
import { type Ingest, ingestStatements } from "./ingest.js";
import { type BookKind, modelBooks } from "./llm.js";
import { isCurrent, migrate } from "./migrate.js";
import { checkDatabase, heldReading, show, unchanged, viewRows, viewShapes } from "./queries.js";
import { renewReference } from "./reference.js";
import { refreshStatements } from "./refresh.js";
import { type Reviews, reviewStatements } from "./reviews.js";
import { snapshotBytes } from "./snapshots.js";

export interface SqliteStoreOptions extends ConnectionOptions {
  readonly now?: () => Date;
  /** Why the rules link an entry to its company: method and confidence of what is written to entity_link. */
  readonly explainLink?: ExplainLink;
}

/** Makes the file where there is none, unless readOnly. */
export function openSqliteStore(path: string, options: SqliteStoreOptions = {}): SqliteStore {
  const database = connect(path, options);
  try {
    guarded(path, () => prepareFile(database, path, options.readOnly === true));
    return new SqliteStore(database, path, options);
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareFile(database: Database, path: string, readOnly: boolean): void {
  if (readOnly) {
    isCurrent(database, path);
    return;
  }
  migrate(database, path);
  renewReference(database);
}

export class SqliteStore implements Store {
  readonly #database: Database;
  readonly #path: string;
  readonly #now: () => Date;
  readonly #explainLink: ExplainLink;
  #refresh: RefreshStore | undefined;
  #prepared: { entries: EntryStatements; ingest: Ingest; reviews: Reviews } | undefined;

  constructor(database: Database, path: string, options: SqliteStoreOptions) {
    this.#database = database;
    this.#path = path;
    this.#now = options.now ?? (() => new Date());
    this.#explainLink = options.explainLink ?? (() => null);
  }

  /** The statements are prepared when they are first needed: a reader of views needs none of them. */
  get #statements(): { entries: EntryStatements; ingest: Ingest; reviews: Reviews } {
    if (!this.#prepared) {
      const entries = entryStatements(this.#database, this.#explainLink);
      this.#prepared = {
        entries,
        ingest: ingestStatements(this.#database, entries, this.#now),
        reviews: reviewStatements(this.#database, entries, this.#now),
      };
    }
    return this.#prepared;
  }

  /** What the nightly refresh needs beside the store itself; every call translates its failures. */
  get refresh(): RefreshStore {
    this.#refresh ??= guardedCalls(
      this.#path,
      refreshStatements(this.#database, this.#statements.entries, this.#statements.ingest, this.#now),
    );
    return this.#refresh;
  }

  modelBooks(kind: BookKind): ModelBooks {
    const books = guarded(this.#path, () =>
      modelBooks(this.#database, kind, `${hostname()}:${process.pid}`, this.#now),
    );
    const { answers, ledger, close } = books;
    return {
      answers: guardedCalls(this.#path, answers),
      ledger: guardedCalls(this.#path, ledger),
      ...guardedCalls(this.#path, { close }),
    };
  }

  async ingest(reading: Reading, snapshot: Snapshot | null, options: IngestOptions = {}) {
    return guarded(this.#path, () => this.#statements.ingest(reading, snapshot, options));
  }

  async unchanged(snapshot: Pick<Snapshot, "source" | "hash">, rules: string, options: IngestOptions = {}) {
    return guarded(this.#path, () => unchanged(this.#database, snapshot, rules, options.vendor));
  }

  async heldReading(source: string) {
    return guarded(this.#path, () => heldReading(this.#database, this.#statements.entries, source));
  }

  async snapshotBytes(hash: string) {
    return guarded(this.#path, () => snapshotBytes(this.#database, hash));
  }

  async show(name: string) {
    return guarded(this.#path, () => show(this.#database, this.#statements.entries, name));
  }

  async *rows(view: string, filter: RowFilter = {}): AsyncGenerator<Row> {
    try {
      yield* viewRows(this.#database, view, filter);
    } catch (error) {
      throw storeFailure(error, this.#path);
    }
  }

  async views() {
    return guarded(this.#path, () => viewShapes(this.#database));
  }

  async review(decision: Decision) {
    return guarded(this.#path, () => this.#statements.reviews.decide(decision));
  }

  async *labels(): AsyncGenerator<LabelledDocument> {
    yield* this.#statements.reviews.labels();
  }

  async batch<Result>(work: () => Promise<Result>): Promise<Result> {
    guarded(this.#path, () => this.#database.exec("BEGIN IMMEDIATE"));
    try {
      const result = await work();
      guarded(this.#path, () => this.#database.exec("COMMIT"));
      return result;
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  async check() {
    return guarded(this.#path, () => checkDatabase(this.#database));
  }

  async close() {
    if (!this.#database.open) return;
    try {
      // Statistics for the planner; where another process is writing, next time will do.
      if (!this.#database.readonly) this.#database.pragma("optimize");
    } catch (error) {
      if (!(storeFailure(error, this.#path) instanceof UnderlagError)) throw error;
    } finally {
      this.#database.close();
    }
  }
}

function guardedCalls<Calls extends object>(path: string, calls: Calls): Calls {
  const wrapped = Object.entries(calls).map(([name, call]) => [
    name,
    (...values: unknown[]) => guarded(path, () => (call as (...values: unknown[]) => unknown)(...values)),
  ]);
  return Object.fromEntries(wrapped) as Calls;
}
