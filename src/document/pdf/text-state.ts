/**
 * The text machine of PDF: matrices, spacing and position, as far as they decide where a glyph stands.
 * Source  ISO 32000-2, 9.3 and 9.4; the same arithmetic as pdf.js uses to paint.
 */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that first applies inner, then outer. */
export function times(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

export function apply(matrix: Matrix, x: number, y: number): [number, number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

export interface Font {
  readonly bold: boolean;
  readonly vertical: boolean;
  /** Glyph units to text units, 0.001 for all but Type 3 fonts. */
  readonly scale: number;
}

/** Everything that q saves and Q restores. */
export class TextState {
  ctm: Matrix;
  font: Font = { bold: false, vertical: false, scale: 0.001 };
  size = 0;
  charSpacing = 0;
  wordSpacing = 0;
  stretch = 1;
  leading = 0;
  rise = 0;
  mode = 0;
  fill = "#000000";
  matrix: Matrix = IDENTITY;
  x = 0;
  y = 0;
  lineX = 0;
  lineY = 0;

  constructor(ctm: Matrix) {
    this.ctm = ctm;
  }

  copy(): TextState {
    return Object.assign(new TextState(this.ctm), this);
  }

  setMatrix(matrix: Matrix): void {
    this.matrix = matrix;
    this.x = this.lineX = 0;
    this.y = this.lineY = 0;
  }

  move(x: number, y: number): void {
    this.x = this.lineX += x;
    this.y = this.lineY += y;
  }
}
