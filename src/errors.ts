/**
 * Every expected failure once: code, worth a retry?, what to do about it.
 * Messages begin with a capital and a verb, quote what they were given and have no full stop. What to do next stands here only,
 * so that the CLI, the database and the README say the same. Anything else that is thrown is a bug.
 */
interface Remedy {
  readonly retry: "never" | "later";
  readonly remedy: string;
}

const never = (remedy: string): Remedy => ({ retry: "never", remedy });
/** Asking again may help: what stood in the way passes. */
const later = (remedy: string): Remedy => ({ retry: "later", remedy });

const WATCH_THE_END = "Open the page in a browser and watch the address it ends at.";
const FIND_THE_LIST = "Find the list's new address (underlag discover), and watch that; what was read stays.";

const FAILURES = {
  "source/missing": never("Check the path, or list the folder to see what is there."),
  "source/unreadable": never("Check the file's permissions, then run again."),
  "source/empty": never("Save the document again: the file holds no bytes."),
  "source/no-documents": never("Name a folder with HTML, PDF, text, Markdown or office files in it."),
  "source/too-large": never("Raise --max-bytes, or pass only the part that holds the list."),
  "source/not-regular": never("Pass a regular file: links out of the folder, pipes and devices are skipped."),
  "source/bad-url": never("Pass a whole web address that begins with https:// and holds no user name."),
  "source/forbidden-address": never(
    "Only public addresses are asked: pass --allow-private-network for a server in your own network.",
  ),
  "source/forbidden-port": never(
    "Only the ports 80 and 443 are asked: pass --allow-private-network for a server in your own network.",
  ),
  "source/unresolved": later("Check the name in the address and this machine's name service."),
  "source/unreachable": later("Check that the server answers in a browser; it is asked again next time."),
  "source/proxy": later("Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and that the proxy lets the name through."),
  "source/tls": later(
    "Open the page in a browser and look at its certificate; NODE_EXTRA_CA_CERTS names a company's own.",
  ),
  "source/timeout": later("Raise --fetch-timeout, or save the page from a browser and ingest the file."),
  "source/too-slow": later("The server sends next to nothing: fetch the page from a browser and pass the file."),
  "source/truncated": later("The answer broke off and was thrown away; it is asked again next time."),
  "source/broken-answer": later("The server does not speak HTTP properly: open the page in a browser."),
  "source/bad-encoding": later("The server's compression is broken: save the page from a browser and pass the file."),
  "source/inflated": never(
    "The answer grows out of all proportion when unpacked and was thrown away: look at the page in a browser.",
  ),
  "source/too-many-redirects": later(WATCH_THE_END),
  "source/redirect-loop": later(WATCH_THE_END),
  "source/bad-redirect": later(WATCH_THE_END),
  "source/insecure-redirect": never(
    "The page leads from https to http: watch the http address itself if that is meant.",
  ),
  "source/not-found": later(FIND_THE_LIST),
  "source/gone": never(FIND_THE_LIST),
  "source/blocked": later("Save the page from a browser and ingest the file."),
  "source/rate-limited": later("Lower --concurrency or raise --pause; it is asked again next time."),
  "source/server-error": later("The server has a fault of its own; it is asked again next time."),
  "source/bad-status": later("Open the page in a browser and see what it answers."),
  "source/robots": later(
    "The site's robots.txt asks programs to stay away: ask the supplier, or pass --ignore-robots where you may.",
  ),
  "source/robots-unreadable": later(
    "The site's robots.txt could not be read, so the page was not asked; it is tried again next time.",
  ),
  "source/suspect-page": later(
    "The answer does not look like the page that was read before; the last good reading stays in force.",
  ),
  "source/no-browser": never("Install playwright-core and Chromium, or leave --render away."),
  "refresh/bug": later("This is a bug in underlag: please report it with the lines above."),
  "refresh/running": later("Wait until the other refresh has ended, or stop it; then run again."),
  "notify/failed": later("Check the address of --webhook: what was not told is told next time."),
  "watch/unknown": never("See underlag watch list for what is watched."),
  "watch/bad-row": never("Correct the line named in the message; the good lines were taken."),
  "document/unknown-format": never("Save the document as PDF, HTML, DOCX, XLSX or text and pass that."),
  "document/too-complex": never(
    "Save the part of the page that holds the list, or raise the limit that the message names with --limits.",
  ),
  "document/encrypted": never("Pass the password with --password, or save the document without one."),
  "document/no-text-layer": never(
    "The pages are pictures: install tesseract (tesseract-ocr and its languages) and read again, or run OCR on the file.",
  ),
  "document/too-slow": never(
    "Raise the time limit (--limits maxSeconds=120), or save the pages that hold the list as a file of their own.",
  ),
  "document/too-much-memory": never(
    "Raise the memory limit (--limits maxMegabytes=1500), or save the pages that hold the list as a file of their own.",
  ),
  "document/no-text": never("The document holds no readable text: ask the supplier for one that does."),
  "document/broken": never("Open the file in its own program, save it again and pass the new file."),
  "document/bug": later(
    "This is a bug in underlag: please report it with the line above. The other documents were read.",
  ),
  "usage/bad-sql": never("See underlag export --list for the views and their columns."),
  "store/too-slow": never("Ask for less, add a LIMIT, or raise --timeout."),
  "export/unwritable": never("Check that the folder exists, may be written to and has room."),
  "llm/off": never(
    "Set UNDERLAG_LLM_MODEL with OPENAI_API_KEY or OPENAI_BASE_URL and leave --no-llm away, or read the list by hand (underlag review).",
  ),
  "llm/bad-key": never("Check OPENAI_API_KEY: the endpoint does not take it."),
  "llm/unknown-model": never("Check UNDERLAG_LLM_MODEL and OPENAI_BASE_URL: the endpoint knows no such model or path."),
  "llm/no-credit": never("The endpoint's account is used up: check it with the provider."),
  "llm/rate-limited": later("Lower --llm-concurrency, or read the document again later."),
  "llm/server-error": later("The endpoint has a fault of its own; read the document again later."),
  "llm/refused-request": never(
    "The endpoint takes none of the forms that we ask in: try another model or a newer server.",
  ),
  "llm/timeout": later("Raise --llm-timeout, or use a faster model."),
  "llm/unreachable": later("Check OPENAI_BASE_URL, and that the endpoint runs."),
  "llm/redirected": never(
    "The endpoint leads elsewhere, and the key is not sent there: set OPENAI_BASE_URL to the final address.",
  ),
  "llm/bad-answer": later("The model does not answer in the form asked for: try a more capable one."),
  "llm/declined": never("The model declines to read this document: read it by hand (underlag review)."),
  "llm/unavailable": later("Too many calls failed in a row: check the endpoint, then read again."),
  "llm/over-budget": later(
    "Raise the budget named in the message, or read the rest on another day; what was paid for is kept.",
  ),
  "usage/bad-option": never("See underlag --help for the options and their values."),
  "usage/too-few-versions": never("Name two files or more, the oldest first, or a folder that holds them."),
  "store/missing": never("Check --db and UNDERLAG_DB, or make it first with underlag ingest."),
  "store/no-such-entry": never("Take the number from underlag show or underlag review list."),
  "store/not-a-database": never("Pass another --db path; the file was left as it is."),
  "store/newer-schema": never("Update underlag: this database was written by a newer version."),
  "store/locked": later("Wait until the other underlag process has ended, then run again."),
  "store/full": later("Free disk space and run again: everything committed so far is kept."),
  "store/unwritable": never("Check that the folder exists and may be written to, or pass another --db path."),
  "store/corrupt": never("Restore a backup, or ingest the documents into a new database."),
} satisfies Record<string, Remedy>;

export type FailureCode = keyof typeof FAILURES;
export const FAILURE_CODES = Object.keys(FAILURES) as FailureCode[];
export const failureFacts = (code: FailureCode): Remedy => FAILURES[code];

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
