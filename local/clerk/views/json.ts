/** An object as it is written into an answer. */
export type Json = Record<string, unknown>;
