/** Words from documents are hostile to a terminal: control characters can move its cursor, and some turn the line around. */

/** C0 and C1 controls but tab and line end, and the marks that change the direction of writing. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export const printable = (text: string): string => text.replace(CONTROLS, "");
