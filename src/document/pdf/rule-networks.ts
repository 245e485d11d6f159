/**
 * Rules that touch are one network: its distinct x and y are the edges that a table may have.
 *
 * Unit    Points of the page, y downwards.
 */
import type { Rule, Rules } from "./geometry.js";

/** Rules this close are one line, in points: double borders, borders of neighbouring cells. */
export const SNAP = 3;

export interface Network {
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/** Networks of touching rules, from top to bottom. */
export function networksOf(rules: Rules): Network[] {
  const horizontal = mergeRules(rules.horizontal);
  const vertical = mergeRules(rules.vertical);
  const all = [...horizontal, ...vertical];
  const parent = all.map((_, at) => at);
  const find = (at: number): number => {
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  const byX = vertical.map((rule, at) => ({ rule, at: at + horizontal.length })).sort((a, b) => a.rule.at - b.rule.at);
  horizontal.forEach((across, at) => {
    for (const down of byX) {
      if (down.rule.at < across.from - SNAP) continue;
      if (down.rule.at > across.to + SNAP) break;
      if (down.rule.from <= across.at + SNAP && down.rule.to >= across.at - SNAP) parent[find(down.at)] = find(at);
    }
  });
  const groups = new Map<number, { horizontal: Rule[]; vertical: Rule[] }>();
  all.forEach((rule, at) => {
    const root = find(at);
    const group = groups.get(root) ?? { horizontal: [], vertical: [] };
    groups.set(root, group);
    (at < horizontal.length ? group.horizontal : group.vertical).push(rule);
  });
  return [...groups.values()].map(network).sort((a, b) => (a.ys[0] ?? 0) - (b.ys[0] ?? 0));
}

function network(group: { horizontal: Rule[]; vertical: Rule[] }): Network {
  const xs = snapped(group.vertical.map((rule) => rule.at));
  const ys = snapped(group.horizontal.map((rule) => rule.at));
  // lines that run out past the last crossing line close an open side
  const left = Math.min(...group.horizontal.map((rule) => rule.from));
  const right = Math.max(...group.horizontal.map((rule) => rule.to));
  const top = Math.min(...group.vertical.map((rule) => rule.from));
  const bottom = Math.max(...group.vertical.map((rule) => rule.to));
  if (Number.isFinite(left) && xs.length > 0) {
    if (left < xs[0]! - 2 * SNAP) xs.unshift(left);
    if (right > xs.at(-1)! + 2 * SNAP) xs.push(right);
  }
  if (Number.isFinite(top) && ys.length > 0) {
    if (top < ys[0]! - 2 * SNAP) ys.unshift(top);
    if (bottom > ys.at(-1)! + 2 * SNAP) ys.push(bottom);
  }
  return { ...group, xs, ys };
}

/** Rules on one line that touch or nearly touch become one. */
export function mergeRules(rules: readonly Rule[]): Rule[] {
  const sorted = [...rules].filter((rule) => rule.to - rule.from > 1).sort((a, b) => a.at - b.at || a.from - b.from);
  const merged: { at: number; from: number; to: number }[] = [];
  let group: { at: number; from: number; to: number }[] = [];
  const flush = () => {
    group.sort((a, b) => a.from - b.from);
    for (const rule of group) {
      const last = merged.at(-1);
      if (last && group.includes(last) && rule.from <= last.to + SNAP + 1) last.to = Math.max(last.to, rule.to);
      else merged.push(rule);
    }
    group = [];
  };
  for (const rule of sorted) {
    const first = group[0];
    if (first && rule.at - first.at > SNAP) flush();
    group.push({ at: group[0]?.at ?? rule.at, from: rule.from, to: rule.to });
  }
  flush();
  return merged;
}

function snapped(values: readonly number[]): number[] {
  const out: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (out.length === 0 || value - out.at(-1)! > SNAP) out.push(value);
  return out;
}
