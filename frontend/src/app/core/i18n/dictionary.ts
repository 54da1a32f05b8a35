import { type en } from './en.js';

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

type Keys<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Keys<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** Every sentence of the portal; a language that misses one does not compile. */
export type Dictionary = Texts<typeof en>;

/** The dotted name of a sentence, `signIn.loginTitle`. */
export type MessageKey = Keys<Dictionary>;

/** A sentence still to be said in the reader's language. */
export interface Message {
  key: MessageKey;
  params?: Record<string, string | number>;
}
