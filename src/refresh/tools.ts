/** What a refresh works with: handed in, so that a night can be played through in a test without a clock or a network. */
import type { Comparison } from "../model/change.js";
import type { Document } from "../model/document.js";
import type { Reading } from "../model/reading.js";
import type { Snapshot } from "../model/snapshot.js";
import type { Fetcher } from "../source/fetch.js";
import type { RefreshStore } from "../store/refresh-store.js";
import type { Store } from "../store/store.js";
import type { RobotsShelf } from "./robots-shelf.js";

export interface ReadWhole {
  readonly reading: Reading;
  /** Null where the reading failed. */
  readonly document: Document | null;
}

export interface CompareOptions {
  readonly cause?: "source" | "reader";
  readonly texts?: { readonly before: string; readonly after: string };
}

export interface RefreshTools {
  readonly store: Pick<Store, "heldReading"> & { readonly refresh: RefreshStore };
  readonly fetcher: Pick<Fetcher, "fetch" | "planRetry" | "politeness">;
  readonly read: (snapshot: Snapshot) => Promise<ReadWhole>;
  /** The words of a stored document, which tell what the supplier wrote anew from what our rules read otherwise. */
  readonly text: (snapshot: Snapshot) => Promise<string | null>;
  readonly compare: (before: Reading, after: Reading, options?: CompareOptions) => Comparison;
  /** Version of the rules that `read` reads by. */
  readonly rules: string;
  /** A page as a browser shows it, where that was asked for. */
  readonly render?: (url: string) => Promise<Snapshot>;
  /** What hosts were found to allow, where the fetcher remembers it by the database. */
  readonly robots?: Pick<RobotsShelf, "take">;
  readonly now: () => Date;
}
