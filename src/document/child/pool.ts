/** Children that wait for documents, and the watch over the one that each of them reads. */
import { type ChildProcess, fork } from "node:child_process";
import { type FailureCode, UnderlagError } from "../../errors.js";
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { ReadOptions } from "../reader.js";
import type { Answer, Task } from "./messages.js";
import { CHILD_MARK } from "./progress.js";
import { residentMegabytes } from "./watch.js";
import type { WorkName } from "./work.js";

const MOST_DOCUMENTS = 100;
const MOST_IDLE_MEGABYTES = 400;
/** How often memory is looked at. A document that eats 1 GB a second is ended some hundred megabytes late at most. */
const LOOK_EVERY_MS = 50;

const idle: Child[] = [];

/** A waiting child, or a new one. */
export async function takeChild(entry: string): Promise<Child> {
  for (let child = idle.pop(); child; child = idle.pop()) if (child.alive) return child;
  return new Child(entry);
}

/** How many children wait; for tests. */
export const idleChildren = (): number => idle.filter((child) => child.alive).length;

export class Child {
  readonly #process: ChildProcess;
  #documents = 0;
  alive = true;

  constructor(entry: string) {
    this.#process = fork(entry, [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: { ...process.env, [CHILD_MARK]: "1" },
      // inspectors and loaders of the parent are not for the child
      execArgv: ["--max-old-space-size=1024"],
    });
    this.#process.on("exit", () => {
      this.alive = false;
    });
    this.#process.on("error", () => {
      this.alive = false;
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  async read(work: WorkName, snapshot: Snapshot, mediaType: string, options: ReadOptions): Promise<Document> {
    this.#hold(true);
    try {
      const reply = await this.#ask({ work, snapshot, mediaType, options });
      return documentOf(reply);
    } finally {
      await this.#rest();
      this.#hold(false);
    }
  }

  /** Whether the child keeps the parent alive: only while it reads. */
  #hold(busy: boolean): void {
    if (busy) {
      this.#process.ref();
      this.#process.channel?.ref();
    } else {
      this.#process.unref();
      this.#process.channel?.unref();
    }
  }

  #ask(task: Task): Promise<Answer> {
    const { maxSeconds, maxMegabytes } = task.options.limits;
    const name = task.snapshot.fileName;
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(clock);
        clearInterval(watch);
        this.#process.off("message", onMessage);
        this.#process.off("exit", onExit);
        this.#process.off("error", onExit);
      };
      const end = (code: FailureCode, message: string) => {
        stop();
        this.kill();
        reject(new UnderlagError(code, message, { name }));
      };
      const onMessage = (reply: Answer) => {
        if (reply.kind === "busy") return void clock.refresh();
        stop();
        resolve(reply);
      };
      const onExit = () => end("document/broken", `Cannot read "${name}": its reader ended without an answer`);
      const tooMuch = () =>
        end("document/too-much-memory", `Cannot read "${name}" in ${maxMegabytes} MB of memory (maxMegabytes)`);
      const clock = setTimeout(
        () => end("document/too-slow", `Cannot read "${name}" in ${maxSeconds} seconds (maxSeconds)`),
        maxSeconds * 1000,
      );
      const watch = setInterval(() => {
        void residentMegabytes(this.#process.pid ?? 0).then((now) => {
          if (now !== null && now > maxMegabytes) tooMuch();
        });
      }, LOOK_EVERY_MS);
      this.#process.on("message", onMessage);
      this.#process.on("exit", onExit);
      this.#process.on("error", onExit);
      this.#process.send(task, (error) => {
        if (error) onExit();
      });
    });
  }

  kill(): void {
    this.alive = false;
    this.#process.kill("SIGKILL");
  }

  /** Back to the waiting ones, unless it has read enough or grown. */
  async #rest(): Promise<void> {
    if (!this.alive) return;
    this.#documents++;
    const now = this.#process.pid === undefined ? null : await residentMegabytes(this.#process.pid);
    if (this.#documents >= MOST_DOCUMENTS || (now ?? 0) > MOST_IDLE_MEGABYTES) this.kill();
    else idle.push(this);
  }
}

function documentOf(reply: Answer): Document {
  if (reply.kind === "document") return reply.document;
  if (reply.kind === "busy") throw new Error("A reader that is busy has not answered");
  if (reply.kind === "failure") throw new UnderlagError(reply.code as FailureCode, reply.message, reply.facts);
  const bug = new Error(reply.message);
  bug.stack = reply.stack;
  throw bug;
}
