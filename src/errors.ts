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
  "source/bad-url": {
    retry: "never",
    remedy: "Pass a whole web address that begins with https:// and holds no user name.",
  },
  "source/forbidden-address": {
    retry: "never",
    remedy: "Only public addresses are asked: pass --allow-private-network for a server in your own network.",
  },
  "source/forbidden-port": {
    retry: "never",
    remedy: "Only the ports 80 and 443 are asked: pass --allow-private-network for a server in your own network.",
  },
  "source/unresolved": { retry: "later", remedy: "Check the name in the address and this machine's name service." },
  "source/unreachable": {
    retry: "later",
    remedy: "Check that the server answers in a browser; it is asked again next time.",
  },
  "source/proxy": {
    retry: "later",
    remedy: "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and that the proxy lets the name through.",
  },
  "source/tls": {
    retry: "later",
    remedy: "Open the page in a browser and look at its certificate; NODE_EXTRA_CA_CERTS names a company's own.",
  },
  "source/timeout": {
    retry: "later",
    remedy: "Raise --fetch-timeout, or save the page from a browser and ingest the file.",
  },
  "source/too-slow": {
    retry: "later",
    remedy: "The server sends next to nothing: fetch the page from a browser and pass the file.",
  },
  "source/truncated": {
    retry: "later",
    remedy: "The answer broke off and was thrown away; it is asked again next time.",
  },
  "source/broken-answer": {
    retry: "later",
    remedy: "The server does not speak HTTP properly: open the page in a browser.",
  },
  "source/bad-encoding": {
    retry: "later",
    remedy: "The server's compression is broken: save the page from a browser and pass the file.",
  },
  "source/inflated": {
    retry: "never",
    remedy: "The answer grows out of all proportion when unpacked and was thrown away: look at the page in a browser.",
  },
  "source/too-many-redirects": {
    retry: "later",
    remedy: "Open the page in a browser and watch the address it ends at.",
  },
  "source/redirect-loop": { retry: "later", remedy: "Open the page in a browser and watch the address it ends at." },
  "source/bad-redirect": { retry: "later", remedy: "Open the page in a browser and watch the address it ends at." },
  "source/insecure-redirect": {
    retry: "never",
    remedy: "The page leads from https to http: watch the http address itself if that is meant.",
  },
  "source/not-found": {
    retry: "later",
    remedy: "Find the list's new address (underlag discover), and watch that; what was read stays.",
  },
  "source/gone": {
    retry: "never",
    remedy: "Find the list's new address (underlag discover), and watch that; what was read stays.",
  },
  "source/blocked": { retry: "later", remedy: "Save the page from a browser and ingest the file." },
  "source/rate-limited": {
    retry: "later",
    remedy: "Lower --concurrency or raise --pause; it is asked again next time.",
  },
  "source/server-error": { retry: "later", remedy: "The server has a fault of its own; it is asked again next time." },
  "source/bad-status": { retry: "later", remedy: "Open the page in a browser and see what it answers." },
  "source/robots": {
    retry: "later",
    remedy:
      "The site's robots.txt asks programs to stay away: ask the supplier, or pass --ignore-robots where you may.",
  },
  "source/robots-unreadable": {
    retry: "later",
    remedy: "The site's robots.txt could not be read, so the page was not asked; it is tried again next time.",
  },
  "source/suspect-page": {
    retry: "later",
    remedy: "The answer does not look like the page that was read before; the last good reading stays in force.",
  },
  "source/no-browser": {
    retry: "never",
    remedy: "Install playwright-core and Chromium, or leave --render away.",
  },
  "refresh/bug": { retry: "later", remedy: "This is a bug in underlag: please report it with the lines above." },
  "refresh/running": { retry: "later", remedy: "Wait until the other refresh has ended, or stop it; then run again." },
  "notify/failed": { retry: "later", remedy: "Check the address of --webhook: what was not told is told next time." },
  "watch/unknown": { retry: "never", remedy: "See underlag watch list for what is watched." },
  "watch/bad-row": { retry: "never", remedy: "Correct the line named in the message; the good lines were taken." },
  "document/unknown-format": {
    retry: "never",
    remedy: "Save the document as PDF, HTML, DOCX, XLSX or text and pass that.",
  },
  "document/too-complex": {
    retry: "never",
    remedy: "Save the part of the page that holds the list, or raise the limit that the message names with --limits.",
  },
  "document/encrypted": {
    retry: "never",
    remedy: "Pass the password with --password, or save the document without one.",
  },
  "document/no-text-layer": {
    retry: "never",
    remedy:
      "The pages are pictures: install tesseract (tesseract-ocr and its languages) and read again, or run OCR on the file.",
  },
  "document/too-slow": {
    retry: "never",
    remedy:
      "Raise the time limit (--limits maxSeconds=120), or save the pages that hold the list as a file of their own.",
  },
  "document/too-much-memory": {
    retry: "never",
    remedy:
      "Raise the memory limit (--limits maxMegabytes=1500), or save the pages that hold the list as a file of their own.",
  },
  "document/no-text": {
    retry: "never",
    remedy: "The document holds no readable text: ask the supplier for one that does.",
  },
  "document/broken": {
    retry: "never",
    remedy: "Open the file in its own program, save it again and pass the new file.",
  },
  "document/bug": {
    retry: "later",
    remedy: "This is a bug in underlag: please report it with the line above. The other documents were read.",
  },
  "usage/bad-sql": { retry: "never", remedy: "See underlag export --list for the views and their columns." },
  "store/too-slow": { retry: "never", remedy: "Ask for less, add a LIMIT, or raise --timeout." },
  "export/unwritable": { retry: "never", remedy: "Check that the folder exists, may be written to and has room." },
  "llm/off": {
    retry: "never",
    remedy:
      "Set UNDERLAG_LLM_MODEL with OPENAI_API_KEY or OPENAI_BASE_URL and leave --no-llm away, or read the list by hand (underlag review).",
  },
  "llm/bad-key": { retry: "never", remedy: "Check OPENAI_API_KEY: the endpoint does not take it." },
  "llm/unknown-model": {
    retry: "never",
    remedy: "Check UNDERLAG_LLM_MODEL and OPENAI_BASE_URL: the endpoint knows no such model or path.",
  },
  "llm/no-credit": { retry: "never", remedy: "The endpoint's account is used up: check it with the provider." },
  "llm/rate-limited": { retry: "later", remedy: "Lower --llm-concurrency, or read the document again later." },
  "llm/server-error": { retry: "later", remedy: "The endpoint has a fault of its own; read the document again later." },
  "llm/refused-request": {
    retry: "never",
    remedy: "The endpoint takes none of the forms that we ask in: try another model or a newer server.",
  },
  "llm/timeout": { retry: "later", remedy: "Raise --llm-timeout, or use a faster model." },
  "llm/unreachable": { retry: "later", remedy: "Check OPENAI_BASE_URL, and that the endpoint runs." },
  "llm/redirected": {
    retry: "never",
    remedy: "The endpoint leads elsewhere, and the key is not sent there: set OPENAI_BASE_URL to the final address.",
  },
  "llm/bad-answer": {
    retry: "later",
    remedy: "The model does not answer in the form asked for: try a more capable one.",
  },
  "llm/declined": {
    retry: "never",
    remedy: "The model declines to read this document: read it by hand (underlag review).",
  },
  "llm/unavailable": { retry: "later", remedy: "Too many calls failed in a row: check the endpoint, then read again." },
  "llm/over-budget": {
    retry: "later",
    remedy: "Raise the budget named in the message, or read the rest on another day; what was paid for is kept.",
  },
  "usage/bad-option": { retry: "never", remedy: "See underlag --help for the options and their values." },
  "usage/too-few-versions": {
    retry: "never",
    remedy: "Name two files or more, the oldest first, or a folder that holds them.",
  },
  "store/missing": { retry: "never", remedy: "Check --db and UNDERLAG_DB, or make it first with underlag ingest." },
  "store/no-such-entry": { retry: "never", remedy: "Take the number from underlag show or underlag review list." },
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

const OWN = /[/\\](?:src|dist)[/\\]/u;

/** A bug that one document met: that document fails and says where, and the run goes on with the others. */
export function bugMet(source: string, bug: unknown): UnderlagError {
  if (bug instanceof UnderlagError) return bug;
  const { name, message, stack = "" } = bug instanceof Error ? bug : new Error(String(bug));
  // the path inside the program: where it is installed is nobody's business
  const frame = stack.split("\n").find((line) => OWN.test(line)) ?? "";
  const where = frame.split(OWN).at(-1)?.replace(")", "") || "an unknown place";
  const what = `${name} at ${where}: ${message.slice(0, 300)}`;
  return new UnderlagError("document/bug", `Cannot read "${source}": ${what}`, { where }, bug);
}
