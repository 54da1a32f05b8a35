import { Webhook } from 'standardwebhooks';
import { newId } from './identifiers.ts';
import { type DeliveryRecord } from './state/records.ts';
import { type Settings } from './settings.ts';
import { type Store } from './state/store.ts';
import { type Json } from './views/json.ts';

const MAX_ATTEMPTS = 10;
const LONGEST_WAIT_MS = 5 * 60 * 1000;
const ANSWER_WITHIN_MS = 15_000;

/** Who caused an event, as far as the request tells. */
export interface EventOrigin {
  clientIp: string;
  userAgent: string;
}

/** Sends signed events beside the requests that cause them, again and again until they are taken. */
export class Webhooks {
  private readonly store: Store;
  private readonly settings: Settings;
  private readonly signer: Webhook;
  private readonly instanceId: string;
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly stopping = new AbortController();

  constructor(store: Store, settings: Settings, identity: { secret: string; instanceId: string }) {
    this.store = store;
    this.settings = settings;
    this.signer = new Webhook(identity.secret);
    this.instanceId = identity.instanceId;
    for (const delivery of store.deliveries.values()) this.schedule(delivery, 0);
  }

  /** Queues an event. Without a receiver it is dropped, as by an instance that has no endpoint. */
  emit(type: string, data: Json, origin: EventOrigin): void {
    if (this.settings.values.webhookUrl === null) return;
    const body = JSON.stringify({
      data,
      event_attributes: { http_request: { client_ip: origin.clientIp, user_agent: origin.userAgent } },
      instance_id: this.instanceId,
      object: 'event',
      timestamp: Date.now(),
      type,
    });
    const delivery: DeliveryRecord = { id: newId('msg'), type, body, attempts: 0 };
    this.store.deliveries.set(delivery.id, delivery);
    this.store.changed();
    this.schedule(delivery, 0);
  }

  pending(): { id: string; type: string; attempts: number }[] {
    return [...this.store.deliveries.values()].map(({ id, type, attempts }) => ({ id, type, attempts }));
  }

  /** Forgets what was not delivered. */
  clear(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.store.deliveries.clear();
  }

  /** Sends nothing more; what waits is taken up at the next start. */
  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.stopping.abort();
  }

  private schedule(delivery: DeliveryRecord, waitMs: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(delivery.id);
      void this.deliver(delivery);
    }, waitMs);
    this.timers.set(delivery.id, timer);
  }

  private async deliver(delivery: DeliveryRecord): Promise<void> {
    const url = this.settings.values.webhookUrl;
    const isTaken = url === null || (await this.post(url, delivery));
    if (this.stopping.signal.aborted || !this.store.deliveries.has(delivery.id)) return;

    delivery.attempts += 1;
    if (isTaken || delivery.attempts >= MAX_ATTEMPTS) this.store.deliveries.delete(delivery.id);
    else this.schedule(delivery, this.waitAfter(delivery.attempts));
    this.store.changed();
    await this.store.saved();
  }

  private async post(url: string, { id, body }: DeliveryRecord): Promise<boolean> {
    const sentAt = new Date();
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'svix-id': id,
          'svix-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
          'svix-signature': this.signer.sign(id, sentAt, body),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      // The receiver is down or slow, which is what the retries are for.
      return false;
    }
  }

  private waitAfter(attempts: number): number {
    return Math.min(this.settings.values.webhookRetryMs * 4 ** (attempts - 1), LONGEST_WAIT_MS);
  }
}
