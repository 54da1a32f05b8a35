import { type account } from './en/account.js';
import { type admin } from './en/admin.js';
import { type entry } from './en/entry.js';
import { type failures } from './en/failures.js';
import { type invitation } from './en/invitation.js';
import { type steps } from './en/steps.js';

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

type Keys<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Keys<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/**
 * All that the portal says, in volumes by when they arrive. English is the type of every other language: one that
 * misses a sentence does not compile.
 */
export interface Dictionary {
  /** What is read on the way in. */
  entry: Texts<typeof entry>;
  /** What the steps after the number say, also where an owner proves a number again. */
  steps: Texts<typeof steps>;
  /** What is said when something fails; it comes once the first page is shown. */
  failures: Texts<typeof failures>;
  /** What is said of an invitation code on the way in; it comes only to those who have one. */
  invitation: Texts<typeof invitation>;
  /** What only a signed-in owner reads; it comes with the account's pages. */
  account: Texts<typeof account>;
  /** What only administrators read; it comes with their pages. */
  admin: Texts<typeof admin>;
}

export type VolumeName = keyof Dictionary;

/** The dotted name of a sentence, `signIn.loginTitle`. */
export type MessageKey = { [Name in VolumeName]: Keys<Dictionary[Name]> }[VolumeName];

/** A sentence that counts, by the name its forms `one` and `other` share. */
export type CountedKey = CountedName<MessageKey>;

type CountedName<Key> = Key extends `${infer Name}.other` ? Name : never;

export type Params = Record<string, string | number>;
