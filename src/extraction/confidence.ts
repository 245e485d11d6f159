/** How often a reading of this layout and score is right. */
export function confidenceOf(_method: string, score: number): number {
  return Math.round(100 * Math.min(0.99, Math.max(0.5, 0.6 + 0.06 * (score - 2)))) / 100;
}
