/**
 * Lines and filled areas that a page draws, kept as rules: what a reader sees as the lines of a table.
 *
 * Shape   Strokes along an axis and thin filled bars are rules. The edges of larger filled areas are rules as well (a shaded
 *         header row, striped rows), unless the area is as white as the paper.
 */
import { OPS } from "./engine.js";
import type { Rule, Rules, Turn } from "./geometry.js";
import { turned } from "./geometry.js";
import { apply, type TextState } from "./text-state.js";

/** Bars up to this are lines, in points. */
const THICKEST_LINE = 3.5;
/** Pages of maps and drawings have tens of thousands of strokes; tables do not. */
const MOST_RULES = 20_000;

const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const CLOSE = 3;

interface Area {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export class Ink {
  readonly #horizontal: Rule[] = [];
  readonly #vertical: Rule[] = [];
  readonly #dark: Area[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  path(code: number, data: Float32Array | null, state: TextState): void {
    if (!data || this.#horizontal.length + this.#vertical.length > MOST_RULES) return;
    const fills = FILLS.has(code);
    const strokes = STROKES.has(code);
    if (!fills && !strokes) return;
    for (const points of subpaths(data, state)) {
      if (fills) this.#fill(points, state.fill);
      if (strokes) this.#stroke(points);
    }
  }

  #stroke(points: readonly (readonly [number, number])[]): void {
    for (let at = 1; at < points.length; at++) {
      const [ax, ay] = points[at - 1]!;
      const [bx, by] = points[at]!;
      if (Math.abs(ay - by) < 0.6 && Math.abs(ax - bx) > 1) this.#across(ay, ax, bx);
      else if (Math.abs(ax - bx) < 0.6 && Math.abs(ay - by) > 1) this.#down(ax, ay, by);
    }
  }

  #fill(points: readonly (readonly [number, number])[], colour: string): void {
    const area = areaOf(points);
    if (!area) return;
    const [width, height] = [area.x1 - area.x0, area.y1 - area.y0];
    if (height <= THICKEST_LINE && width > 2 * height) this.#across((area.y0 + area.y1) / 2, area.x0, area.x1);
    else if (width <= THICKEST_LINE && height > 2 * width) this.#down((area.x0 + area.x1) / 2, area.y0, area.y1);
    else if (width >= 6 && height >= 6 && !isPaper(colour) && colour !== "none") this.#edges(area);
  }

  /** The edges of a filled area, unless it fills the page as its background. */
  #edges(area: Area): void {
    if (area.x1 - area.x0 > 0.98 * this.width && area.y1 - area.y0 > 0.9 * this.height) return;
    this.#dark.push(area);
    this.#across(area.y0, area.x0, area.x1);
    this.#across(area.y1, area.x0, area.x1);
    this.#down(area.x0, area.y0, area.y1);
    this.#down(area.x1, area.y0, area.y1);
  }

  /** Whether the point, on the page as shown, lies on a filled area that is not as white as paper. */
  darkAt(x: number, y: number): boolean {
    for (let at = this.#dark.length - 1; at >= 0; at--) {
      const area = this.#dark[at]!;
      if (x >= area.x0 - 1 && x <= area.x1 + 1 && y >= area.y0 - 1 && y <= area.y1 + 1) return true;
    }
    return false;
  }

  #across(y: number, a: number, b: number): void {
    this.#horizontal.push({ at: y, from: Math.min(a, b), to: Math.max(a, b) });
  }

  #down(x: number, a: number, b: number): void {
    this.#vertical.push({ at: x, from: Math.min(a, b), to: Math.max(a, b) });
  }

  /** The rules in the frame of words that make so many quarter turns. */
  rules(turn: Turn): Rules {
    const horizontal: Rule[] = [];
    const vertical: Rule[] = [];
    for (const rule of this.#horizontal) this.#turn(rule.from, rule.at, rule.to, rule.at, turn, horizontal, vertical);
    for (const rule of this.#vertical) this.#turn(rule.at, rule.from, rule.at, rule.to, turn, horizontal, vertical);
    return { horizontal, vertical };
  }

  #turn(ax: number, ay: number, bx: number, by: number, turn: Turn, horizontal: Rule[], vertical: Rule[]): void {
    const [x0, y0] = turned(ax, ay, turn, this.width, this.height);
    const [x1, y1] = turned(bx, by, turn, this.width, this.height);
    if (Math.abs(y0 - y1) <= Math.abs(x0 - x1))
      horizontal.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    else vertical.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
  }
}

/** #fdfdfd and lighter. */
export const isPaper = (colour: string): boolean => /^#f[d-f]f[d-f]f[d-f]$/iu.test(colour);
const FILLS: ReadonlySet<number> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const STROKES: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

/** Straight subpaths in page space; one with a curve is no rule and is left out. */
function subpaths(data: Float32Array, state: TextState): [number, number][][] {
  const paths: [number, number][][] = [];
  let points: [number, number][] = [];
  let curved = false;
  const end = () => {
    if (points.length > 1 && !curved) paths.push(points);
    points = [];
    curved = false;
  };
  for (let at = 0; at < data.length; ) {
    const code = data[at++]!;
    if (code === MOVE || code === LINE) {
      if (code === MOVE) end();
      points.push(apply(state.ctm, data[at]!, data[at + 1]!));
      at += 2;
    } else if (code === CURVE) {
      curved = true;
      at += 6;
    } else if (code === CLOSE) {
      if (points[0]) points.push(points[0]);
    } else break;
  }
  end();
  return paths;
}

/** The box of a filled path, when it is nearly a rectangle along the axes. */
function areaOf(points: readonly (readonly [number, number])[]): Area | null {
  if (points.length > 8) return null;
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const area = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
  const slack = Math.max(1, THICKEST_LINE);
  const square = points.every(
    ([x, y]) =>
      (Math.abs(x - area.x0) < slack || Math.abs(x - area.x1) < slack) &&
      (Math.abs(y - area.y0) < slack || Math.abs(y - area.y1) < slack),
  );
  return square ? area : null;
}
