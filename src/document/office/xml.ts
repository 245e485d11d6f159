/**
 * XML of office files, read tag by tag and made well-formed before a library sees it.
 *
 * Shape   Libraries build whole trees and take quadratic time over parts that were cut off; what is cut off or garbled is
 *         closed and cleaned here, in one pass.
 * Errors  document/too-complex for elements inside elements beyond any document.
 */
import { Parser } from "htmlparser2";
import { UnderlagError } from "../../errors.js";

/** Word nests some forty elements; tables inside tables a few more. */
const DEEPEST = 512;

export interface XmlHandler {
  onopentag?(tag: string, attributes: Record<string, string>): void;
  ontext?(words: string): void;
  onclosetag?(tag: string): void;
}

export function eachTag(xml: string, handler: XmlHandler): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (++depth > DEEPEST)
          throw new UnderlagError("document/too-complex", `Cannot read XML nested deeper than ${DEEPEST} elements`);
        handler.onopentag?.(tag, attributes);
      },
      ontext: (words) => handler.ontext?.(words),
      onclosetag(tag) {
        depth--;
        handler.onclosetag?.(tag);
      },
    },
    { xmlMode: true },
  );
  // in pieces, so that a part that is nested too deep stops at once
  for (let at = 0; at < xml.length; at += PIECE) parser.write(xml.slice(at, at + PIECE));
  parser.end();
}
const PIECE = 16_384;

const NAME = /^[A-Za-z_][\w.-]{0,80}(?::[A-Za-z_][\w.-]{0,80})?$/u;

/** The same elements, attributes and words as one well-formed element. */
export function wellFormed(xml: string): string {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'];
  const kept: boolean[] = [];
  let closed = false;
  eachTag(xml, {
    onopentag(tag, attributes) {
      const keep = !closed && NAME.test(tag);
      kept.push(keep);
      if (!keep) return;
      const pairs = Object.entries(attributes).filter(([name]) => NAME.test(name));
      out.push(
        `<${tag}${pairs.map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', "&quot;")}"`).join("")}>`,
      );
    },
    ontext(words) {
      if (!closed && kept.length > 0) out.push(escaped(words));
    },
    onclosetag(tag) {
      if (kept.pop()) out.push(`</${tag}>`);
      if (kept.length === 0) closed = true;
    },
  });
  return out.join("");
}

function escaped(words: string): string {
  return words
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
