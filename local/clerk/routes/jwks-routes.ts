import { type FastifyInstance } from 'fastify';
import { faultsOf } from '../http/faults.ts';
import { type Services } from '../services.ts';

/** The public signing keys where anybody may read them. */
export function publicKeys(services: Services) {
  return (api: FastifyInstance, _options: unknown, done: () => void): void => {
    api.addHook('onRequest', faultsOf(services, 'jwks'));
    api.get('/.well-known/jwks.json', (_request, reply) => {
      reply.header('access-control-allow-origin', '*').header('cache-control', 'no-store');
      return services.keys.jwks();
    });
    done();
  };
}
