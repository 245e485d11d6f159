/**
 * Every expected failure once: code, worth a retry?, what to do about it.
 * Messages begin with a capital and a verb, quote what they were given and have no full stop. What to do next stands here only,
 * so that the CLI, the database and the README say the same. Anything else that is thrown is a bug.
 */
const FAILURES = {
  "source/missing": { retry: "never", remedy: "Check the path, or list the folder to see what is there." },
  "source/unreadable": { retry: "never", remedy: "Check the file's permissions, then run again." },
  "source/empty": { retry: "never", remedy: "Save the document again: the file holds no bytes." },
  "source/no-documents": {
    retry: "never",
    remedy: "Name a folder with HTML, PDF, text, Markdown or office files in it.",
  },
  "source/too-large": { retry: "never", remedy: "Raise --max-bytes, or pass only the part that holds the list." },
  "source/not-regular": {
    retry: "never",
    remedy: "Pass a regular file: links out of the folder, pipes and devices are skipped.",
  },
  "document/unknown-format": {
    retry: "never",
    remedy: "Save the document as PDF, HTML, DOCX, XLSX or text and pass that.",
  },
  "document/too-complex": {
    retry: "never",
    remedy: "Save the part of the page that holds the list, or raise the limit named in the message.",
  },
  "document/no-text": {
    retry: "never",
    remedy: "The document holds no readable text: ask the supplier for one that does.",
  },
  "document/broken": {
    retry: "never",
    remedy: "Open the file in its own program, save it again and pass the new file.",
  },
  "usage/bad-option": { retry: "never", remedy: "See underlag --help for the options and their values." },
  "store/not-a-database": { retry: "never", remedy: "Pass another --db path; the file was left as it is." },
  "store/newer-schema": { retry: "never", remedy: "Update underlag: this database was written by a newer version." },
  "store/locked": { retry: "later", remedy: "Wait until the other underlag process has ended, then run again." },
  "store/full": { retry: "later", remedy: "Free disk space and run again: everything committed so far is kept." },
  "store/unwritable": {
    retry: "never",
    remedy: "Check that the folder exists and may be written to, or pass another --db path.",
  },
  "store/corrupt": { retry: "never", remedy: "Restore a backup, or ingest the documents into a new database." },
} as const satisfies Record<string, { retry: "never" | "later"; remedy: string }>;

export type FailureCode = keyof typeof FAILURES;
export const FAILURE_CODES = Object.keys(FAILURES) as FailureCode[];
export const failureFacts = (code: FailureCode): { readonly retry: "never" | "later"; readonly remedy: string } =>
  FAILURES[code];

/** A failure we expect. */
export class UnderlagError extends Error {
  override readonly name = "UnderlagError";
  readonly code: FailureCode;
  /** What was being worked on: path, status, page … */
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: FailureCode, message: string, facts: Record<string, string | number> = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.facts = facts;
  }

  get retry(): "never" | "later" {
    return FAILURES[this.code].retry;
  }

  /** The plain form that readings, the database and the CLI share. */
  toFailure(): { code: string; message: string; remedy: string; retry: "never" | "later" } {
    return { code: this.code, message: this.message, remedy: FAILURES[this.code].remedy, retry: this.retry };
  }
}
