import { join } from 'node:path';
import { readJsonFile, writeJsonFile, writeJsonFileAtOnce, putAside } from './json-file.ts';
import { type ClientRecord, type DeliveryRecord, type SessionRecord, type UserRecord } from './records.ts';
import { readSavedState, STATE_VERSION, type SavedState } from './saved-state.ts';

const FORGET_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/** Users, sessions and browsers in memory, written to one file before a request that changed them is answered. */
export class Store {
  readonly users = new Map<string, UserRecord>();
  readonly sessions = new Map<string, SessionRecord>();
  readonly clients = new Map<string, ClientRecord>();
  readonly deliveries = new Map<string, DeliveryRecord>();
  private readonly usersByPhone = new Map<string, UserRecord>();
  private readonly clientsBySecret = new Map<string, ClientRecord>();
  private readonly file: string;
  private readonly log: (line: string) => void;
  private hasChanges = false;
  private writing: Promise<void> | null = null;

  constructor(dataDir: string, log: (line: string) => void) {
    this.file = join(dataDir, 'state.json');
    this.log = log;
    this.load();
    writeJsonFileAtOnce(this.file, this.snapshot());
  }

  userByPhone(phoneNumber: string): UserRecord | undefined {
    return this.usersByPhone.get(phoneNumber);
  }

  clientBySecret(secret: string): ClientRecord | undefined {
    return this.clientsBySecret.get(secret);
  }

  sessionsOf(userId: string): SessionRecord[] {
    return [...this.sessions.values()].filter((session) => session.userId === userId);
  }

  /** Stores a user and finds it by its numbers from now on; a number belongs to whoever holds it proved. */
  putUser(user: UserRecord): void {
    this.forgetNumbersOf(user.id);
    this.users.set(user.id, user);
    for (const phone of user.phoneNumbers) {
      if (phone.verifiedBy !== null) this.usersByPhone.set(phone.phoneNumber, user);
    }
    this.changed();
  }

  deleteUser(id: string): void {
    this.forgetNumbersOf(id);
    this.users.delete(id);
    this.changed();
  }

  putSession(session: SessionRecord): void {
    this.sessions.set(session.id, session);
    this.changed();
  }

  putClient(client: ClientRecord): void {
    this.clients.set(client.id, client);
    this.clientsBySecret.set(client.secret, client);
    this.changed();
  }

  deleteClient(client: ClientRecord): void {
    this.clients.delete(client.id);
    this.clientsBySecret.delete(client.secret);
    this.changed();
  }

  clear(): void {
    for (const records of [this.users, this.sessions, this.clients, this.deliveries]) records.clear();
    this.usersByPhone.clear();
    this.clientsBySecret.clear();
    this.changed();
  }

  /** To be called after a record was changed in place. */
  changed(): void {
    this.hasChanges = true;
  }

  /** Resolves when everything changed so far is in the file. Requests that wait together share one write. */
  async saved(): Promise<void> {
    while (this.hasChanges || this.writing) {
      this.writing ??= this.write();
      await this.writing;
    }
  }

  private async write(): Promise<void> {
    this.hasChanges = false;
    try {
      await writeJsonFile(this.file, this.snapshot());
    } catch (error) {
      // A full disk must not stop a sign-in on a laptop; only a restart would forget it.
      this.log(`${this.file} could not be written: ${(error as Error).message}`);
    } finally {
      this.writing = null;
    }
  }

  private snapshot(): SavedState {
    return {
      version: STATE_VERSION,
      users: [...this.users.values()],
      sessions: [...this.sessions.values()],
      clients: [...this.clients.values()],
      deliveries: [...this.deliveries.values()],
    };
  }

  private load(): void {
    const content = readJsonFile(this.file, this.log);
    if (content === undefined) return;
    const saved = readSavedState(content);
    if (saved === null) {
      putAside(this.file, 'not written by this version', this.log);
      return;
    }
    const oldest = Date.now() - FORGET_AFTER_MS;
    for (const user of saved.users) this.putUser(user);
    for (const session of saved.sessions) if (session.updatedAt > oldest) this.putSession(session);
    for (const client of saved.clients) if (client.updatedAt > oldest) this.putClient(client);
    for (const delivery of saved.deliveries) this.deliveries.set(delivery.id, delivery);
  }

  private forgetNumbersOf(userId: string): void {
    for (const { phoneNumber } of this.users.get(userId)?.phoneNumbers ?? []) {
      if (this.usersByPhone.get(phoneNumber)?.id === userId) this.usersByPhone.delete(phoneNumber);
    }
  }
}
