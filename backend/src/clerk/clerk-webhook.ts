import { verifyWebhook } from '@clerk/backend/webhooks';
import { type IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { AppError } from '../common/errors/app-error.js';

/** A webhook whose signature holds. What its data is depends on the type. */
export interface ClerkWebhook {
  /** `svix-id`: the same for every attempt to deliver this event. */
  deliveryId: string;
  type: string;
  data: unknown;
}

const EVENT = z.object({ type: z.string(), data: z.unknown() });
const HEADERS = ['svix-id', 'svix-timestamp', 'svix-signature'] as const;

/**
 * Verifies a webhook of Clerk's, which Svix signs over id, time and raw body (HMAC-SHA256, five minutes of tolerance).
 * @param secrets each may have signed it: while a secret is rotated there are two
 * @throws AppError `webhook.signature_invalid`
 */
export async function readClerkWebhook(
  headers: IncomingHttpHeaders,
  body: Buffer,
  secrets: readonly string[],
): Promise<ClerkWebhook> {
  const given = HEADERS.flatMap((name): [string, string][] => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  let reason: unknown = new Error('no secret');
  for (const signingSecret of secrets) {
    // The SDK reads a Request; where it was sent is not part of the signature.
    const request = new Request('http://webhook', {
      method: 'POST',
      headers: given,
      body: new Uint8Array(body),
    });
    try {
      const event = EVENT.parse(await verifyWebhook(request, { signingSecret }));
      return { ...event, deliveryId: String(headers['svix-id']) };
    } catch (error) {
      reason = error;
    }
  }
  throw new AppError('webhook.signature_invalid', { cause: reason });
}
