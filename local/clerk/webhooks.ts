import { Webhook } from 'standardwebhooks';
import { newId } from './identifiers.ts';
import { type DeliveryRecord } from './state/records.ts';
import { type Settings } from './settings.ts';
import { type Store } from './state/store.ts';
import { type Json } from './views/json.ts';

const ANSWER_WITHIN_MS = 15_000;
/** A receiver that answers but will not take a webhook gets it this often: some ten minutes. */
const MAX_REFUSALS = 20;
const GIVEN_UP_AFTER_MS = 24 * 60 * 60 * 1000;

/** Who caused an event, as far as the request tells. */
export interface EventOrigin {
  clientIp: string;
  userAgent: string;
}

export interface WebhookOptions {
  secret: string;
  instanceId: string;
  /** Told, in one line each, what a developer should know. */
  log: (line: string) => void;
}

type Outcome = 'taken' | 'refused' | 'unreachable';

/**
 * Sends signed events beside the requests that cause them, again and again until they are taken. What concerns one user
 * waits in a line of its own, so that it arrives in order.
 */
export class Webhooks {
  private readonly store: Store;
  private readonly settings: Settings;
  private readonly signer: Webhook;
  private readonly instanceId: string;
  private readonly log: (line: string) => void;
  /** The users whose line is at work or waiting for its next try. */
  private readonly lines = new Map<string, NodeJS.Timeout>();
  private readonly stopping = new AbortController();
  private isReachable = true;

  constructor(store: Store, settings: Settings, { secret, instanceId, log }: WebhookOptions) {
    this.store = store;
    this.settings = settings;
    this.signer = new Webhook(secret);
    this.instanceId = instanceId;
    this.log = log;
    for (const { userId } of store.deliveries.values()) this.wake(userId, 0);
  }

  /** Queues an event. Without a receiver it is dropped, as by an instance that has no endpoint. */
  emit(type: string, data: Json, origin: EventOrigin): void {
    const { webhookUrl, webhookDelayMs } = this.settings.values;
    if (webhookUrl === null) return;
    const now = Date.now();
    const body = JSON.stringify({
      data,
      event_attributes: { http_request: { client_ip: origin.clientIp, user_agent: origin.userAgent } },
      instance_id: this.instanceId,
      object: 'event',
      timestamp: now,
      type,
    });
    const id = newId('msg');
    const userId = String(data['user_id'] ?? data['id']);
    this.store.deliveries.set(id, { id, type, body, userId, attempts: 0, refusals: 0, createdAt: now });
    this.store.changed();
    this.wake(userId, webhookDelayMs);
  }

  pending(): { id: string; type: string; attempts: number }[] {
    return [...this.store.deliveries.values()].map(({ id, type, attempts }) => ({ id, type, attempts }));
  }

  /** Forgets what was not delivered. */
  clear(): void {
    this.stopTimers();
    this.store.deliveries.clear();
  }

  /** Sends nothing more; what waits is taken up at the next start. */
  stop(): void {
    this.stopTimers();
    this.stopping.abort();
  }

  private stopTimers(): void {
    for (const timer of this.lines.values()) clearTimeout(timer);
    this.lines.clear();
  }

  /** Has a user's line move on after a while; one that already waits or works keeps its own time. */
  private wake(userId: string, waitMs: number): void {
    if (this.lines.has(userId)) return;
    const timer = setTimeout(() => void this.sendNext(userId, timer), waitMs);
    this.lines.set(userId, timer);
  }

  private async sendNext(userId: string, turn: NodeJS.Timeout): Promise<void> {
    const delivery = this.nextOf(userId);
    const outcome = delivery && (await this.send(delivery));
    // Cleared or stopped meanwhile: this turn has nothing to say any more.
    if (this.lines.get(userId) !== turn) return;
    this.lines.delete(userId);
    if (delivery === undefined || outcome === undefined) return;

    this.settle(delivery, outcome);
    const isHeld = this.store.deliveries.has(delivery.id);
    if (this.nextOf(userId)) this.wake(userId, isHeld ? this.waitAfter(delivery.attempts) : 0);
    await this.store.saved();
  }

  private nextOf(userId: string): DeliveryRecord | undefined {
    const line = [...this.store.deliveries.values()].filter((delivery) => delivery.userId === userId);
    return this.settings.values.webhookOrder === 'kept' ? line[0] : line.at(-1);
  }

  private settle(delivery: DeliveryRecord, outcome: Outcome): void {
    delivery.attempts += 1;
    if (outcome === 'refused') delivery.refusals += 1;
    const isHopeless =
      delivery.refusals >= MAX_REFUSALS || Date.now() > delivery.createdAt + GIVEN_UP_AFTER_MS;
    if (outcome === 'taken' || isHopeless) this.store.deliveries.delete(delivery.id);
    if (outcome !== 'taken' && isHopeless) {
      this.log(`The webhook ${delivery.id} (${delivery.type}) was never taken and is given up.`);
    }
    this.store.changed();
  }

  private async send(delivery: DeliveryRecord): Promise<Outcome> {
    const { webhookUrl, webhookCopies } = this.settings.values;
    if (webhookUrl === null) return 'taken';
    let outcome = await this.post(webhookUrl, delivery);
    for (let copy = 2; copy <= webhookCopies && outcome === 'taken'; copy += 1) {
      outcome = await this.post(webhookUrl, delivery);
    }
    return outcome;
  }

  private async post(url: string, delivery: DeliveryRecord): Promise<Outcome> {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...this.signed(delivery) },
        body: delivery.body,
        redirect: 'manual',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await answer.body?.cancel();
      this.tellReachable(true, url);
      if (answer.ok) return 'taken';
      this.tellRefused(delivery, answer.status);
      return 'refused';
    } catch {
      // The receiver is down or slow, which is what the retries are for.
      if (!this.stopping.signal.aborted) this.tellReachable(false, url);
      return 'unreachable';
    }
  }

  private signed({ id, body }: DeliveryRecord): Record<string, string> {
    const sentAt = new Date();
    return {
      'svix-id': id,
      'svix-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'svix-signature': this.signer.sign(id, sentAt, body),
    };
  }

  /** One line when the receiver is gone and one when it is back, however many tries lie between. */
  private tellReachable(isReachable: boolean, url: string): void {
    if (isReachable === this.isReachable) return;
    this.isReachable = isReachable;
    this.log(isReachable ? `Webhooks reach ${url} again.` : `Webhooks wait: ${url} does not answer.`);
  }

  private tellRefused({ id, type, refusals }: DeliveryRecord, status: number): void {
    if (refusals > 0) return;
    this.log(`The webhook ${id} (${type}) was answered ${status}; it is sent again.`);
  }

  private waitAfter(attempts: number): number {
    const { webhookRetryMs, webhookLongestWaitMs } = this.settings.values;
    return Math.min(webhookRetryMs * 4 ** (attempts - 1), webhookLongestWaitMs);
  }
}
