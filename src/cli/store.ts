/** Opens the database that the options name, and closes it whatever happens. */
import type { Command } from "commander";
import type { Store } from "../store/store.js";
import { settingOption } from "./options.js";

export interface StoreOptions {
  readonly db: string;
  readonly dbWait: number;
}

export const withStoreOptions = (command: Command): Command =>
  command.addOption(settingOption("db")).addOption(settingOption("dbWait"));

/** readOnly refuses a path where there is no database; otherwise one is made. */
export async function withStore<Result>(
  { db, dbWait }: StoreOptions,
  readOnly: boolean,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const { openSqliteStore } = await import("../store/sqlite/sqlite-store.js");
  const explain = readOnly ? {} : { explainLink: (await import("../record/link.js")).linkEntity };
  const store = openSqliteStore(db, { readOnly, waitSeconds: dbWait, ...explain });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
