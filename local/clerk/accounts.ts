import { newId } from './identifiers.ts';
import {
  type ClientRecord,
  type PhoneNumberRecord,
  type SessionRecord,
  type SessionStatus,
  type UserRecord,
} from './state/records.ts';
import { statusOf } from './state/session-status.ts';
import { type Store } from './state/store.ts';
import { toSessionEventView } from './views/session-view.ts';
import { toFullUserView } from './views/user-view.ts';
import { type EventOrigin, type Webhooks } from './webhooks.ts';

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const SESSION_LIFE_MS = 7 * DAY_MS;
const ABANDONED_AFTER_MS = 30 * DAY_MS;

export type NewUser = Partial<Omit<UserRecord, 'id' | 'phoneNumbers'>>;

/** What happens to users and sessions, each with the events Clerk sends for it. */
export class Accounts {
  private readonly store: Store;
  private readonly webhooks: Webhooks;

  constructor(store: Store, webhooks: Webhooks) {
    this.store = store;
    this.webhooks = webhooks;
  }

  createUser(phoneNumbers: PhoneNumberRecord[], fields: NewUser, origin: EventOrigin): UserRecord {
    const now = Date.now();
    const user: UserRecord = {
      id: newId('user'),
      externalId: null,
      firstName: null,
      lastName: null,
      phoneNumbers,
      primaryPhoneNumberId: phoneNumbers[0]?.id ?? null,
      publicMetadata: {},
      privateMetadata: {},
      unsafeMetadata: {},
      locale: null,
      banned: false,
      lockedUntil: null,
      lastSignInAt: null,
      lastActiveAt: null,
      createdAt: now,
      updatedAt: now,
      ...fields,
    };
    this.store.putUser(user);
    this.webhooks.emit('user.created', toFullUserView(user), origin);
    return user;
  }

  /** Replaces what is named and tells the world. `updated_at` always moves on, since readers order by it. */
  updateUser(user: UserRecord, fields: Partial<UserRecord>, origin: EventOrigin): UserRecord {
    const updatedAt = Math.max(Date.now(), user.updatedAt + 1);
    const updated = { ...user, ...fields, updatedAt };
    this.store.putUser(updated);
    this.webhooks.emit('user.updated', toFullUserView(updated), origin);
    return updated;
  }

  /** Bans a user and ends every session at once. */
  ban(user: UserRecord, origin: EventOrigin): UserRecord {
    const banned = this.updateUser(user, { banned: true }, origin);
    for (const session of this.liveSessionsOf(user.id)) this.endSession(session, 'revoked', origin);
    return banned;
  }

  deleteUser(user: UserRecord, origin: EventOrigin): void {
    const live = this.liveSessionsOf(user.id);
    this.store.deleteUser(user.id);
    for (const session of live) this.endSession(session, 'removed', origin);
    const external = user.externalId === null ? {} : { external_id: user.externalId };
    this.webhooks.emit('user.deleted', { object: 'user', id: user.id, deleted: true, ...external }, origin);
  }

  startSession(user: UserRecord, client: ClientRecord, origin: EventOrigin): SessionRecord {
    const now = Date.now();
    const session: SessionRecord = {
      id: newId('sess'),
      clientId: client.id,
      userId: user.id,
      status: 'active',
      firstFactorAt: now,
      reverification: null,
      lastActiveAt: now,
      expireAt: now + SESSION_LIFE_MS,
      abandonAt: now + ABANDONED_AFTER_MS,
      createdAt: now,
      updatedAt: now,
    };
    this.store.putSession(session);
    this.store.putUser({ ...user, lastSignInAt: now, lastActiveAt: now });
    client.sessionIds = [...client.sessionIds, session.id];
    client.lastActiveSessionId = session.id;
    client.updatedAt = now;
    this.store.putClient(client);
    this.webhooks.emit('session.created', toSessionEventView(session, this.store.users.get(user.id)), origin);
    return session;
  }

  endSession(session: SessionRecord, status: SessionStatus, origin: EventOrigin): SessionRecord {
    if (session.status !== 'active') return session;
    const ended = { ...session, status, updatedAt: Date.now() };
    this.store.putSession(ended);
    const client = this.store.clients.get(session.clientId);
    if (client?.lastActiveSessionId === session.id) {
      client.lastActiveSessionId = this.liveSessionsOn(client)[0]?.id ?? null;
      client.updatedAt = Date.now();
    }
    const user = this.store.users.get(session.userId);
    this.webhooks.emit(`session.${status}`, toSessionEventView(ended, user), origin);
    return ended;
  }

  /** Moves the code that every live session began with into the past. */
  ageFirstFactors(minutes: number): void {
    const firstFactorAt = Date.now() - minutes * MINUTE_MS;
    for (const session of this.store.sessions.values()) {
      if (this.isLive(session)) this.store.putSession({ ...session, firstFactorAt });
    }
  }

  liveSessionsOn(client: ClientRecord): SessionRecord[] {
    const sessions = client.sessionIds.map((id) => this.store.sessions.get(id));
    return sessions.filter((session) => session !== undefined && this.isLive(session)) as SessionRecord[];
  }

  isLive(session: SessionRecord): boolean {
    return statusOf(session) === 'active' && this.store.users.has(session.userId);
  }

  private liveSessionsOf(userId: string): SessionRecord[] {
    return this.store.sessionsOf(userId).filter((session) => session.status === 'active');
  }
}
