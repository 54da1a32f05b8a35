/** One thing in a migration that would block, break or expose what runs while it is applied. */
export interface Finding {
  /** The rule's name, as in docs/operations.md. */
  rule: string;
  /** What it is about: a table, `table.column`, a function. */
  object: string;
  /** What to write instead. */
  remedy: string;
}
