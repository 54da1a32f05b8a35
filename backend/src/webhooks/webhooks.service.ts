import { Inject, Injectable, Logger } from '@nestjs/common';
import { type IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { type ClerkUserState, readClerkUser, verifiedNumberOf } from '../clerk/clerk-user.js';
import { ClerkUsersService } from '../clerk/clerk-users.service.js';
import { type ClerkWebhook, readClerkWebhook } from '../clerk/clerk-webhook.js';
import { AppError } from '../common/errors/app-error.js';
import { countingOutcome, Metrics } from '../common/metrics/metrics.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { ClerkBindingService } from '../users/clerk-binding.service.js';
import { type WebhookOutcome } from './webhook-outcome.js';

const NOT_CONFIGURED_RETRY_SECONDS = 60;
const FOLLOWED: ReadonlySet<string> = new Set(['user.updated', 'user.deleted']);
const DELETED = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,255}$/) });

interface Applied {
  outcome: WebhookOutcome;
  /** Whose account it was about. */
  clerkUserId?: string;
}

/** Takes Clerk's webhooks in. */
@Injectable()
export class WebhooksService {
  private readonly logger = new Logger('Webhook');
  private readonly secrets: readonly string[];

  constructor(
    @Inject(ENVIRONMENT) { clerk }: Environment,
    private readonly bindings: ClerkBindingService,
    private readonly clerkUsers: ClerkUsersService,
    private readonly metrics: Metrics,
  ) {
    this.secrets = clerk.webhookSigningSecrets;
  }

  /**
   * @param body the bytes as they came: they are what is signed
   * @throws AppError `webhook.not_configured`, `webhook.signature_invalid`, `database.unavailable`,
   *   `auth.clerk_unavailable`
   */
  receive(headers: IncomingHttpHeaders, body: Buffer): Promise<WebhookOutcome> {
    return countingOutcome(this.metrics.webhooks, String, () => this.take(headers, body));
  }

  private async take(headers: IncomingHttpHeaders, body: Buffer): Promise<WebhookOutcome> {
    if (this.secrets.length === 0) {
      throw new AppError('webhook.not_configured', { retryAfter: NOT_CONFIGURED_RETRY_SECONDS });
    }
    const webhook = await readClerkWebhook(headers, body, this.secrets);
    const applied = await this.apply(webhook);
    this.logger.log({ type: webhook.type, deliveryId: webhook.deliveryId, ...applied }, 'received');
    return applied.outcome;
  }

  private async apply({ type, data, deliveryId }: ClerkWebhook): Promise<Applied> {
    if (type === 'user.updated') {
      const user = readClerkUser(data);
      if (user) return { outcome: await this.follow(user, deliveryId), clerkUserId: user.id };
    }
    if (type === 'user.deleted') {
      const { data: user } = DELETED.safeParse(data);
      if (user) {
        return { outcome: await this.bindings.followDeletion(user.id, deliveryId), clerkUserId: user.id };
      }
    }
    // A shape that changed at Clerk: it will not be sent again, and only the reconciliation can make up for it.
    if (FOLLOWED.has(type)) this.logger.warn({ type, deliveryId }, 'not understood');
    return { outcome: 'ignored' };
  }

  private async follow(user: ClerkUserState, deliveryId: string): Promise<WebhookOutcome> {
    const { id: clerkUserId, isBanned, updatedAt: stateAt } = user;
    const news = { clerkUserId, verifiedPhoneNumber: verifiedNumberOf(user), isBanned, stateAt };
    const outcome = await this.bindings.follow(news, deliveryId);
    await this.dropFormerNumbers(user);
    return outcome;
  }

  /**
   * A number that the owner changed away from, and that stayed with the Clerk user, would let whoever gets it next into
   * this shop. Also for a delivery that has had its effect: what Clerk refused then is tried again.
   */
  private async dropFormerNumbers({ id, otherNumbers }: ClerkUserState): Promise<void> {
    const former = await this.bindings.formerAmong(id, otherNumbers);
    for (const { id: numberId, number } of otherNumbers) {
      if (former.includes(number)) await this.clerkUsers.deleteNumber(id, numberId);
    }
  }
}
