import { setTimeout as delay } from 'node:timers/promises';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ClerkRefusal } from './errors.ts';
import { type Services } from '../services.ts';
import { type Api } from '../settings.ts';

/** Makes an API slow or sick as the knobs say, before anything else looks at the request. */
export function faultsOf(services: Services, api: Api) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { latencyMs, outage } = services.settings.values;
    if (latencyMs > 0) await delay(latencyMs);
    switch (outage[api]) {
      case 'off':
        return undefined;
      case 'error':
        throw new ClerkRefusal('internal_clerk_error');
      case 'garbage':
        return reply.type('text/html').send('<!doctype html><title>502</title>Bad gateway');
      case 'hang':
        await services.settings.nextChange();
        return cut(request, reply);
      case 'drop':
        return cut(request, reply);
    }
  };
}

function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.destroy();
  return reply;
}
