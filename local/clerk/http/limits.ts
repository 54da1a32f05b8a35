import { type FastifyRequest } from 'fastify';
import { ClerkRefusal } from './errors.ts';
import { type SlidingWindow } from '../codes/sliding-window.ts';

/**
 * @param places how many calls an address may make in the window; 0 means no limit
 * @throws ClerkRefusal 429 with Retry-After when one address calls too often
 */
export function limitByAddress(window: SlidingWindow, request: FastifyRequest, places: number): void {
  if (places === 0) return;
  const waitMs = window.take(request.ip, places, Date.now());
  if (waitMs > 0) throw new ClerkRefusal('too_many_requests', { retryAfter: Math.ceil(waitMs / 1000) });
}
