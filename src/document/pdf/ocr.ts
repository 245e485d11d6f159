/**
 * Pages that are pictures, recognized by the system's tesseract.
 *
 * Shape   pdf-parse paints the page, tesseract gives words with boxes, and from there on the page is read like any other.
 *         The words are marked as recognized in their origin.
 * Errors  None thrown: without tesseract, or when it fails on a page, that page stays without words.
 * Source  tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
 */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import type { DocumentBuilder } from "../builder.js";
import { stillBusy } from "../child/progress.js";
import type { ReadOptions } from "../reader.js";
import { ASCENT, DESCENT, median, type Page, type Word } from "./geometry.js";

/** Languages of the lists that we read, as tesseract names them; those installed are used. */
const LANGUAGES = ["dan", "swe", "nor", "fin", "isl", "eng"];
/** 216 dots an inch: enough for print of nine points. */
const SCALE = 3;
const MOST_PAGES = 50;
const PAGE_MS = 60_000;
/** Per cent, below which tesseract mostly sees specks and lines as letters. */
const LEAST_CONFIDENCE = 25;

export async function recognizePages(
  bytes: Uint8Array,
  pages: readonly Page[],
  options: ReadOptions,
  builder: DocumentBuilder,
): Promise<Map<number, Page>> {
  const found = new Map<number, Page>();
  const languages = pages.length === 0 ? [] : await installedLanguages();
  if (languages.length === 0) return found;
  const { PDFParse } = await import("pdf-parse");
  for (const page of pages.slice(0, MOST_PAGES)) {
    stillBusy();
    const parser = new PDFParse({
      data: bytes.slice(),
      ...(options.password === undefined ? {} : { password: options.password }),
    });
    try {
      const shot = await parser.getScreenshot({
        partial: [page.number],
        scale: SCALE,
        imageDataUrl: false,
        imageBuffer: true,
      });
      const picture = shot.pages[0]?.data;
      const words = picture ? wordsOf(await tesseract(picture, languages)) : [];
      if (words.length > 0) found.set(page.number, { ...page, words, ocr: true });
    } catch {
      // a page that cannot be painted or read stays as it is: without words
    } finally {
      await parser.destroy();
    }
  }
  if (found.size > 0)
    builder.warn(
      "recognized-text",
      `Recognized from pictures with tesseract: page ${[...found.keys()].slice(0, 20).join(", ")}`,
    );
  return found;
}

async function installedLanguages(): Promise<string[]> {
  try {
    const { stdout } = await promisify(execFile)("tesseract", ["--list-langs"], { timeout: 10_000 });
    const installed = new Set(stdout.split(/\s+/u));
    return LANGUAGES.filter((language) => installed.has(language));
  } catch {
    return [];
  }
}

function tesseract(picture: Uint8Array, languages: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = ["-", "-", "-l", languages.join("+"), "--dpi", String(72 * SCALE), "tsv"];
    const child = spawn("tesseract", args, {
      stdio: ["pipe", "pipe", "ignore"],
      timeout: PAGE_MS,
      killSignal: "SIGKILL",
      // its threads wait for each other more than they work
      env: { ...process.env, OMP_THREAD_LIMIT: "1" },
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(out) : reject(new Error(`tesseract ended with ${code}`))));
    child.stdin.on("error", () => {});
    child.stdin.end(picture);
  });
}

interface Seen {
  readonly line: string;
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly top: number;
  readonly bottom: number;
}

function wordsOf(tsv: string): Word[] {
  const seen = tsv.split("\n").slice(1).flatMap(rowOf);
  const lines = new Map<string, Seen[]>();
  for (const word of seen) {
    const line = lines.get(word.line);
    if (line) line.push(word);
    else lines.set(word.line, [word]);
  }
  const heights = [...lines.values()].map(
    (line) => Math.max(...line.map((word) => word.bottom)) - Math.min(...line.map((word) => word.top)),
  );
  const usual = median(heights) / (ASCENT + DESCENT);
  return [...lines.values()].flatMap((line, run) => placed(line, usual, run));
}

function rowOf(row: string): Seen[] {
  const [level, page, block, paragraph, line, , left, top, width, height, confidence, ...text] = row.split("\t");
  const words = text.join(" ").trim();
  if (level !== "5" || words === "" || Number(confidence) < LEAST_CONFIDENCE || /^[|_—\-~=]+$/u.test(words)) return [];
  const [x0, y0] = [Number(left) / SCALE, Number(top) / SCALE];
  return [
    {
      line: [page, block, paragraph, line].join("."),
      text: words,
      x0,
      x1: x0 + Number(width) / SCALE,
      top: y0,
      bottom: y0 + Number(height) / SCALE,
    },
  ];
}

/** Words of a line on one baseline. Lines of the usual height get the usual size, whatever tails their letters have. */
function placed(line: readonly Seen[], usual: number, run: number): Word[] {
  const top = Math.min(...line.map((word) => word.top));
  const bottom = Math.max(...line.map((word) => word.bottom));
  const height = (bottom - top) / (ASCENT + DESCENT);
  const size = height > 0.6 * usual && height < 1.35 * usual ? usual : height;
  const tails = line.some((word) => /[gjpqyçþ,;()[\]|/Q]/u.test(word.text));
  const y = tails ? bottom - DESCENT * size : bottom;
  return line.map((word) => ({
    text: word.text,
    x0: word.x0,
    x1: word.x1,
    y,
    size,
    bold: false,
    run,
    spaced: true,
    hidden: false,
    mark: null,
  }));
}
