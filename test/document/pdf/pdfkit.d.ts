/** What these tests use of pdfkit, which has no types of its own. */
declare module "pdfkit" {
  export default class PDFDocument {
    constructor(options: Record<string, unknown>);
    page: { width: number; height: number; dictionary: { data: Record<string, unknown> } };
    on(event: "data", take: (chunk: Buffer) => void): this;
    on(event: "end", take: () => void): this;
    registerFont(name: string, file: string): this;
    font(name: string): this;
    fontSize(size: number): this;
    text(words: string, x: number, y: number, options?: Record<string, unknown>): this;
    widthOfString(words: string): number;
    addPage(options?: Record<string, unknown>): this;
    rect(x: number, y: number, width: number, height: number): this;
    lineWidth(width: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    rotate(degrees: number, options?: { origin: [number, number] }): this;
    save(): this;
    restore(): this;
    fillColor(colour: string): this;
    fill(colour?: string): this;
    stroke(): this;
    end(): void;
  }
}
