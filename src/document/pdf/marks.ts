/** Marked content that is open while a page is drawn: to which part of the structure words belong, and whether they are shown. */

/** Whether the layer (optional content) that a mark opens is shown. */
export type Visible = (group: unknown) => boolean;

interface Mark {
  /** For tagged PDFs; null outside the structure. */
  readonly mark: number | null;
  /** In a layer that is off. */
  readonly hidden: boolean;
}

const NONE: Mark = { mark: null, hidden: false };

export class Marks {
  readonly #visible: Visible;
  readonly #open: Mark[] = [];
  now = NONE;

  constructor(visible: Visible) {
    this.#visible = visible;
  }

  begin(): void {
    this.#push(this.now);
  }

  /** With properties: a layer, or a number that the structure tree speaks of. */
  beginWith(kind: string, properties: unknown): void {
    const { mark, hidden } = this.now;
    if (kind === "OC") this.#push({ mark, hidden: hidden || !this.#visible(properties) });
    else this.#push({ mark: (properties as number | null) ?? mark, hidden });
  }

  end(): void {
    this.#open.pop();
    this.now = this.#open.at(-1) ?? NONE;
  }

  #push(mark: Mark): void {
    this.#open.push(mark);
    this.now = mark;
  }
}
