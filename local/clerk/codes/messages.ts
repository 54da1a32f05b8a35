/** A text message as the inbox shows it. */
export interface Message {
  to: string;
  body: string;
  code: string;
  /** ISO 8601, UTC. */
  sentAt: string;
}

const KEPT = 200;

/** The phone's inbox: what was "sent", newest first, and who is looking at it now. */
export class Messages {
  private items: Message[] = [];
  private readonly listeners = new Set<() => void>();

  add(message: Message): void {
    this.items = [message, ...this.items].slice(0, KEPT);
    this.tell();
  }

  list(phoneNumber?: string): Message[] {
    if (phoneNumber === undefined) return this.items;
    return this.items.filter((message) => message.to === phoneNumber);
  }

  clear(): void {
    this.items = [];
    this.tell();
  }

  /** Calls back at every change until the returned function is called. */
  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
