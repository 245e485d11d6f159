/**
 * What the HTML standard says about its elements, as far as reading words needs it.
 *
 * Source  https://html.spec.whatwg.org/multipage/rendering.html (display values) and parsing.html (implied end tags).
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Elements without content. */
export const VOID = words(
  "area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr",
);

/** Elements that begin and end a line. Everything else stands inside a line. */
export const BLOCK = words(
  "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer " +
    "form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre " +
    "search section select summary table tbody td tfoot th thead tr ul xmp",
);

/** Elements whose content no reader of a page sees as text. */
export const SKIPPED = words(
  "script style template noscript svg math iframe object applet audio video canvas map noframes noembed textarea datalist",
);

export const HEADINGS = words("h1 h2 h3 h4 h5 h6");

/** Start tags that end an open paragraph. */
export const CLOSES_PARAGRAPH = words(
  "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 " +
    "h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
);

/** Elements that an end tag of something outside them does not reach through. */
export const BARRIER = words("html body table td th caption button object template applet marquee");

/** Formatting only: they neither separate words nor carry meaning, so the tree leaves them out. */
export const TRANSPARENT = words(
  "b i em strong font u big tt code kbd samp var cite dfn q bdi bdo mark nobr ins abbr acronym time data ruby rb rt rp wbr",
);
