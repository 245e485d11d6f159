/** What a night did: numbers for the run's row and the report file, and the words of it for a person. */
import type { Change } from "../model/change.js";
import type { VisitReport } from "./visit.js";

export interface RefreshReport {
  readonly started_at: string;
  readonly ended_at: string;
  /** Sources that a run before this one, which was killed, had done already. */
  readonly resumed_after: number;
  readonly stopped: boolean;
  readonly sources: number;
  readonly same: number;
  readonly changed: number;
  readonly suspected: number;
  readonly failed: number;
  readonly postponed: number;
  readonly added: number;
  readonly removed: number;
  readonly fields_changed: number;
  readonly reader_changes: number;
  /** Every source that is not simply the same as before. */
  readonly visits: readonly VisitReport[];
}

export class Tally {
  readonly #counts = { same: 0, changed: 0, suspected: 0, failed: 0, postponed: 0, reread: 0 };
  readonly #kinds = { added: 0, removed: 0, changed: 0 };
  readonly #visits: VisitReport[] = [];
  #readerChanges = 0;

  count(report: VisitReport): void {
    this.#counts[report.outcome]++;
    this.countChanges(report.changes);
    if (report.outcome !== "same") this.#visits.push(report);
  }

  countChanges(changes: readonly Change[]): void {
    for (const { kind, cause } of changes) {
      if (cause === "reader") this.#readerChanges++;
      else this.#kinds[kind]++;
    }
  }

  report(facts: Pick<RefreshReport, "started_at" | "ended_at" | "resumed_after" | "stopped">): RefreshReport {
    const { same, changed, suspected, failed, postponed } = this.#counts;
    return {
      ...facts,
      sources: same + changed + suspected + failed + postponed,
      same,
      changed,
      suspected,
      failed,
      postponed,
      added: this.#kinds.added,
      removed: this.#kinds.removed,
      fields_changed: this.#kinds.changed,
      reader_changes: this.#readerChanges,
      visits: this.#visits,
    };
  }
}

/** Lines for a person; what changed first, then what needs a look. */
export function summaryLines(report: RefreshReport, most = 20): string[] {
  const news = report.visits.filter(({ changes }) => changes.some(({ cause }) => cause === "source"));
  const troubles = report.visits.filter(({ outcome }) => outcome !== "changed" && outcome !== "reread");
  return [
    `${plural(report.sources, "source")}: ${report.same} unchanged, ${report.changed} read, ${report.suspected} suspected, ${report.failed + report.postponed} failed`,
    ...(report.resumed_after > 0
      ? [`Went on after a run that had stopped: ${report.resumed_after} were done already`]
      : []),
    ...cut(news.map(newsLine), most),
    ...cut(
      troubles.map(({ supplier, source, outcome, detail }) => `${outcome}: ${supplier} (${source}): ${detail ?? ""}`),
      most,
    ),
    ...(report.stopped ? ["Stopped early: run again to go on"] : []),
  ];
}

function newsLine({ supplier, changes }: VisitReport): string {
  const ours = changes.filter(({ cause }) => cause === "source");
  const parts = (["added", "removed", "changed"] as const).map((kind) => {
    const of = ours.filter((change) => change.kind === kind);
    const names = [...new Set(of.map(({ name }) => name ?? "(name withheld)"))];
    return names.length === 0 ? "" : `${kind} ${names.slice(0, 5).join(", ")}${names.length > 5 ? " and others" : ""}`;
  });
  return `${supplier}: ${parts.filter((part) => part !== "").join("; ")}`;
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

function cut(lines: readonly string[], most: number): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), `and ${lines.length - most} more`];
}
