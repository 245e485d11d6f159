/** The SQLite store keeps the contract, in memory. */

import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { storeContract } from "../contracts/store.js";

storeContract("SQLite", { open: async () => openSqliteStore(":memory:") });
