import { expect, test } from "vitest";
import { styleHides } from "../../../src/document/html/style-hides.js";

const rows = [
  { name: "sees display none", style: "color:red; DISPLAY : none !important", want: true },
  { name: "sees invisible words", style: "visibility:hidden", want: true },
  { name: "sees letters without opacity", style: "opacity:0", want: true },
  { name: "sees letters of one pixel", style: "font-size: 1px", want: true },
  { name: "sees white on white", style: "color:#FFF; background-color: white", want: true },
  { name: "sees transparent letters", style: "color:transparent", want: true },
  { name: "sees words off the page", style: "position:absolute; left:-9999px", want: true },
  { name: "sees an indent off the page", style: "text-indent:-9999px", want: true },
  { name: "sees a box of no height", style: "height:0;overflow:hidden", want: true },
  { name: "leaves half opacity alone", style: "opacity:0.5", want: false },
  { name: "leaves small print alone", style: "font-size:0.8em", want: false },
  { name: "leaves ten pixels alone", style: "font-size:10px", want: false },
  { name: "leaves white letters of a dark head alone", style: "color:#fff", want: false },
  { name: "leaves white on blue alone", style: "color:#fff;background:#004080", want: false },
  { name: "leaves a placed box alone", style: "position:absolute;left:-10px", want: false },
  { name: "leaves an empty style alone", style: "", want: false },
] as const;

for (const { name, style, want } of rows) test(`styleHides() ${name}`, () => expect(styleHides(style)).toBe(want));
