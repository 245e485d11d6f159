/**
 * Names made comparable: compatibility forms, case, accents that are mere decoration and white space folded. Letters of their
 * own (æ ø å ä ö ð þ) stay: Møller and Moller are two companies until somebody says otherwise. Legal forms stay too.
 */
export function foldName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\u00a0\u200b]+/gu, " ")
    .replace(/[‐-―]/gu, "-")
    .replace(/[‘’´`]/gu, "'")
    .trim();
}
