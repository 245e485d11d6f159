/**
 * The best way to pair two lists of which some pairs have a score.
 *
 * Shape   An edge is a pair that may be, with what it is worth (more than 0). The sum over the chosen pairs is the greatest there
 *         is (the Hungarian method, cubic), up to a size; above it the best pair is taken first, and so on.
 * Source  H. W. Kuhn, The Hungarian method for the assignment problem, 1955; the form with potentials, row by row.
 */
export interface Edge {
  readonly left: number;
  readonly right: number;
  readonly worth: number;
}
export type Pair = readonly [left: number, right: number];

/** Up to this many on either side the best sum is sought. */
const LARGEST_EXACT = 60;

/** Every end is chosen at most once. */
export function assign(edges: readonly Edge[]): Pair[] {
  const lefts = numbered(edges.map(({ left }) => left));
  const rights = numbered(edges.map(({ right }) => right));
  const sizes = [lefts.size, rights.size];
  if (Math.min(...sizes) <= 1 || Math.max(...sizes) > LARGEST_EXACT) return greedy(edges);
  const scores = [...lefts].map(() => new Array<number>(rights.size).fill(0));
  for (const { left, right, worth } of edges) scores[lefts.get(left)!]![rights.get(right)!] = worth;
  const [leftOf, rightOf] = [[...lefts.keys()], [...rights.keys()]];
  return hungarian(scores)
    .filter(([row, column]) => scores[row]![column]! > 0)
    .map(([row, column]) => [leftOf[row]!, rightOf[column]!] as const);
}

/** In order, each with its place. */
function numbered(given: readonly number[]): Map<number, number> {
  return new Map([...new Set(given)].sort((a, b) => a - b).map((value, place) => [value, place]));
}

function greedy(edges: readonly Edge[]): Pair[] {
  const sorted = [...edges].sort((a, b) => b.worth - a.worth || a.left - b.left || a.right - b.right);
  const lefts = new Set<number>();
  const rights = new Set<number>();
  const pairs: Pair[] = [];
  for (const { left, right } of sorted) {
    if (lefts.has(left) || rights.has(right)) continue;
    lefts.add(left);
    rights.add(right);
    pairs.push([left, right]);
  }
  return pairs;
}

/** On a square of costs; rows and columns that do not exist cost nothing, as pairs that may not be do. */
function hungarian(scores: readonly (readonly number[])[]): Pair[] {
  const size = Math.max(scores.length, scores[0]!.length);
  const cost = (row: number, column: number): number => -Math.max(0, scores[row]?.[column] ?? 0);
  const rowPotential = new Array<number>(size + 1).fill(0);
  const columnPotential = new Array<number>(size + 1).fill(0);
  const rowOf = new Array<number>(size + 1).fill(0);
  const via = new Array<number>(size + 1).fill(0);
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Array<number>(size + 1).fill(Number.POSITIVE_INFINITY);
    const done = new Array<boolean>(size + 1).fill(false);
    do {
      done[column] = true;
      const from = rowOf[column]!;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= size; j++) {
        if (done[j]) continue;
        const reduced = cost(from - 1, j - 1) - rowPotential[from]! - columnPotential[j]!;
        if (reduced < least[j]!) {
          least[j] = reduced;
          via[j] = column;
        }
        if (least[j]! < delta) {
          delta = least[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= size; j++) {
        if (done[j]) {
          rowPotential[rowOf[j]!]! += delta;
          columnPotential[j]! -= delta;
        } else least[j]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      rowOf[column] = rowOf[via[column]!]!;
      column = via[column]!;
    }
  }
  return rowOf.flatMap((row, column) =>
    column > 0 && row <= scores.length && column <= scores[0]!.length ? [[row - 1, column - 1] as const] : [],
  );
}
