import {
  type ClientRecord,
  type DeliveryRecord,
  type PhoneNumberRecord,
  type SessionRecord,
  type UserRecord,
} from './records.ts';

/** Raised only when an older file can no longer be read, since that forgets everybody. */
export const STATE_VERSION = 1;

/** What the file holds. */
export interface SavedState {
  version: number;
  users: UserRecord[];
  sessions: SessionRecord[];
  clients: ClientRecord[];
  deliveries: DeliveryRecord[];
}

type Later<Item, Added extends keyof Item> = Omit<Item, Added> & Partial<Pick<Item, Added>>;

/** The same as an earlier start may have left it: what was added since is not there. */
interface EarlierState {
  version: number;
  users: (Omit<UserRecord, 'phoneNumbers'> & { phoneNumbers: Later<PhoneNumberRecord, 'verification'>[] })[];
  sessions: Later<SessionRecord, 'reverification'>[];
  clients: ClientRecord[];
  deliveries: Later<DeliveryRecord, 'userId' | 'refusals' | 'createdAt'>[];
}

/** The file's content with everything a record has today, or null when it is not of this kind. */
export function readSavedState(value: unknown): SavedState | null {
  if (!isEarlierState(value)) return null;
  return {
    ...value,
    users: value.users.map((user) => ({
      ...user,
      phoneNumbers: user.phoneNumbers.map((phone) => ({ verification: null, ...phone })),
    })),
    sessions: value.sessions.map((session) => ({ reverification: null, ...session })),
    deliveries: value.deliveries.map((delivery) => ({
      userId: delivery.id,
      refusals: 0,
      createdAt: Date.now(),
      ...delivery,
    })),
  };
}

function isEarlierState(value: unknown): value is EarlierState {
  if (typeof value !== 'object' || value === null) return false;
  const state = value as Partial<Record<keyof SavedState, unknown>>;
  const lists = [state.users, state.sessions, state.clients, state.deliveries];
  return state.version === STATE_VERSION && lists.every(Array.isArray);
}
