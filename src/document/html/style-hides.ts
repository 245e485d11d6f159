/**
 * Whether an element's own style keeps its words from people who look at the page.
 *
 * Shape   One element at a time: what style sheets, scripts and parents do is not known here. White letters with no ground of their
 *         own are left alone, because most of them stand on a dark ground that a parent gives.
 */
import type { HtmlElement } from "./tree.js";

const SUSPECT = /none|hidden|opacity|font|absolute|fixed|indent|color|clip|collapse/i;

export function styleHides(style: string): boolean {
  if (!SUSPECT.test(style)) return false;
  const rules = rulesOf(style);
  const is = (name: string, value: RegExp): boolean => value.test(rules.get(name) ?? "");
  if (is("display", /^none/) || is("visibility", /^(?:hidden|collapse)/)) return true;
  if (is("opacity", /^(?:0?\.0\d{0,9}|0(?:\.0\d{0,9})?%?)$/)) return true;
  if (is("font-size", /^(?:0(?:\.0{1,9})?(?:px|pt|em|rem|%)?|[012]?(?:\.\d{1,9})?(?:px|pt))$/)) return true;
  if (is("text-indent", /^-\d{3}/) || is("clip-path", /^inset\((?:50|100)%/) || is("clip", /^rect\(0/)) return true;
  if (is("position", /^(?:absolute|fixed)/) && ["left", "right", "top", "bottom"].some((side) => is(side, /^-\d{3}/)))
    return true;
  const small = is("width", /^[01](?:px)?$/) || is("height", /^[01](?:px)?$/) || is("max-height", /^0(?:px)?$/);
  return (small && is("overflow", /^hidden/)) || sameColor(rules);
}

/** Words that the publisher has withdrawn and shows with a line through them. */
export function isStruckOut({ name, attributes }: HtmlElement): boolean {
  if (name === "s" || name === "del" || name === "strike") return true;
  const style = attributes?.style;
  return style !== undefined && /text-decoration[^;]{0,60}line-through/iu.test(style);
}

function rulesOf(style: string): Map<string, string> {
  const rules = new Map<string, string>();
  for (const rule of style.slice(0, 2_000).toLowerCase().split(";")) {
    const colon = rule.indexOf(":");
    if (colon > 0)
      rules.set(
        rule.slice(0, colon).trim(),
        rule
          .slice(colon + 1)
          .replace("!important", "")
          .trim(),
      );
  }
  return rules;
}

function sameColor(rules: ReadonlyMap<string, string>): boolean {
  const color = plainColor(rules.get("color"));
  if (color === null) return false;
  return color === "transparent" || color === plainColor(rules.get("background-color") ?? rules.get("background"));
}

/** One spelling of white and black, and six digits for three. */
function plainColor(color: string | undefined): string | null {
  if (!color) return null;
  const plain = color.replace(/\s/g, "");
  if (plain === "white" || plain === "#fff" || plain.startsWith("rgb(255,255,255")) return "#ffffff";
  if (plain === "black" || plain === "#000" || plain.startsWith("rgb(0,0,0")) return "#000000";
  if (/^rgba\([\d,]{5,11},0(?:\.0)?\)$/.test(plain)) return "transparent";
  return /^#[0-9a-f]{3}$/.test(plain) ? `#${[...plain.slice(1)].map((digit) => digit + digit).join("")}` : plain;
}
