import { Inject, Injectable, Logger } from '@nestjs/common';
import { type IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { readClerkUser, verifiedNumberOf } from '../clerk/clerk-user.js';
import { type ClerkWebhook, readClerkWebhook } from '../clerk/clerk-webhook.js';
import { AppError } from '../common/errors/app-error.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { ClerkBindingService } from '../users/clerk-binding.service.js';
import { type WebhookOutcome } from './webhook-outcome.js';

const NOT_CONFIGURED_RETRY_SECONDS = 60;
const DELETED = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,255}$/) });

/** Takes Clerk's webhooks in. */
@Injectable()
export class WebhooksService {
  private readonly logger = new Logger('Webhook');
  private readonly secrets: readonly string[];

  constructor(
    @Inject(ENVIRONMENT) { clerk }: Environment,
    private readonly bindings: ClerkBindingService,
  ) {
    this.secrets = clerk.webhookSigningSecrets;
  }

  /**
   * @param body the bytes as they came: they are what is signed
   * @throws AppError `webhook.not_configured`, `webhook.signature_invalid`, `database.unavailable`
   */
  async receive(headers: IncomingHttpHeaders, body: Buffer): Promise<WebhookOutcome> {
    if (this.secrets.length === 0) {
      throw new AppError('webhook.not_configured', { retryAfter: NOT_CONFIGURED_RETRY_SECONDS });
    }
    const webhook = await readClerkWebhook(headers, body, this.secrets);
    const outcome = await this.apply(webhook);
    this.logger.log({ type: webhook.type, deliveryId: webhook.deliveryId, outcome }, 'received');
    return outcome;
  }

  private async apply({ type, data, deliveryId }: ClerkWebhook): Promise<WebhookOutcome> {
    if (type === 'user.updated') {
      const user = readClerkUser(data);
      if (user) {
        const { id: clerkUserId, isBanned, updatedAt: stateAt } = user;
        const news = { clerkUserId, verifiedPhoneNumber: verifiedNumberOf(user), isBanned, stateAt };
        return this.bindings.follow(news, deliveryId);
      }
    }
    if (type === 'user.deleted') {
      const user = DELETED.safeParse(data);
      if (user.success) return this.bindings.followDeletion(user.data.id, deliveryId);
    }
    return 'ignored';
  }
}
