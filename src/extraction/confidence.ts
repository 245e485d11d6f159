/** How often a reading of this layout is right, measured; a reading that only just passed is trusted less. */
import { measuredConfidence } from "../knowledge/confidence.js";
import { ACCEPTED } from "./row.js";

/** From here on a reading is clear, and the layout's own rate holds. */
const CLEAR = ACCEPTED + 1.5;

export function confidenceOf(method: string, score: number): number {
  const doubt = score >= CLEAR ? 0 : 0.15 * ((CLEAR - score) / (CLEAR - ACCEPTED));
  return Math.round(100 * Math.max(0, measuredConfidence(method) - doubt)) / 100;
}
