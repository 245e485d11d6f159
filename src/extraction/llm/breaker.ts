/** After so many failures in a row nothing is asked any more in this run. */
export class Breaker {
  readonly #after: number;
  #failures = 0;

  constructor(after: number) {
    this.#after = after;
  }

  get open(): boolean {
    return this.#failures >= this.#after;
  }

  fail(): void {
    this.#failures++;
  }

  /** An open breaker stays open. */
  succeed(): void {
    if (!this.open) this.#failures = 0;
  }
}
