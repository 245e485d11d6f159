/** Not knowing is an answer: it has a reason that can be counted and a detail that can be shown. */
export type Outcome<Value, Reason extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason; readonly detail: string };
