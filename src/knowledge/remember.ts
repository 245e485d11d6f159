/**
 * A finder that remembers its last answers.
 *
 * Shape   Several layouts look at the same cell one after another, and the cells of a list repeat each other. What is remembered is
 *         short texts only, a few thousand of them, and all are forgotten together, so that memory has an end.
 * Errors  None. Answers are shared between callers: a list that somebody tried to change would throw, because it is frozen.
 */
const LONGEST = 400;
const MOST = 4_000;

export function remember<Value>(find: (text: string) => Value): (text: string) => Value {
  const answers = new Map<string, Value>();
  return (text) => {
    if (text.length > LONGEST) return find(text);
    const known = answers.get(text);
    if (known !== undefined) return known;
    const found = find(text);
    if (Array.isArray(found)) Object.freeze(found);
    if (answers.size >= MOST) answers.clear();
    answers.set(text, found);
    return found;
  };
}

/** The same for a finder that asks somebody as well: a vocabulary, a table. Each of them has answers of its own. */
export function rememberFor<Value, Asked extends object>(
  find: (text: string, asked: Asked) => Value,
): (text: string, asked: Asked) => Value {
  const finders = new WeakMap<Asked, (text: string) => Value>();
  return (text, asked) => {
    let finder = finders.get(asked);
    if (!finder) {
      finder = remember((given) => find(given, asked));
      finders.set(asked, finder);
    }
    return finder(text);
  };
}
