import { type accountEn } from './account-en.js';
import { type adminEn } from './admin-en.js';
import { type en } from './en.js';
import { type failuresEn } from './failures-en.js';
import { type invitationEn } from './invitation-en.js';

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

type Keys<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Keys<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** What the way in says; a language that misses a sentence does not compile. */
export type EntryDictionary = Texts<typeof en>;

/** What is said when something fails. */
export type FailureDictionary = Texts<typeof failuresEn>;

/** What the account's pages say besides; it arrives with them. */
export type AccountDictionary = Texts<typeof accountEn>;

/** What the pages of administrators say besides. */
export type AdminDictionary = Texts<typeof adminEn>;

/** What is said of an invitation code on the way in. */
export type InvitationDictionary = Texts<typeof invitationEn>;

/** The dotted name of a sentence, `signIn.loginTitle`. */
export type MessageKey =
  | Keys<EntryDictionary>
  | Keys<FailureDictionary>
  | Keys<InvitationDictionary>
  | Keys<AccountDictionary>
  | Keys<AdminDictionary>;

/** A sentence still to be said in the reader's language. */
export interface Message {
  key: MessageKey;
  params?: Record<string, string | number>;
}
