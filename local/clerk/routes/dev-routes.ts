import { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { toE164 } from '../codes/phone.ts';
import { optionalText, queryOf } from '../http/requests.ts';
import { resetServices, type Services } from '../services.ts';

/** What is done once and not kept as a setting. */
const actionsSchema = z.looseObject({
  rotateKeys: z.enum(['keep-old', 'drop-old']).optional(),
  /** Makes the first factor of every live session this old, so that nobody has to wait. */
  firstFactorAgeMinutes: z.number().min(0).max(1_000_000).optional(),
});

/** The developer's own routes: what was sent, and the knobs for tests. */
export function devRoutes(api: FastifyInstance, services: Services): void {
  api.get('/_dev/messages', (request) => {
    const phone = optionalText(queryOf(request), 'phone');
    return { items: services.messages.list(phone === undefined ? undefined : toE164(phone, 'phone')) };
  });

  api.get('/_dev/webhooks', () => ({ pending: services.webhooks.pending() }));

  api.get('/_dev/settings', () => services.settings.values);

  api.post('/_dev/settings', async (request) => {
    const { rotateKeys, firstFactorAgeMinutes, ...settings } = actionsSchema.parse(request.body);
    services.settings.change(settings);
    if (firstFactorAgeMinutes !== undefined) services.accounts.ageFirstFactors(firstFactorAgeMinutes);
    if (rotateKeys !== undefined) await services.keys.rotate(rotateKeys);
    return services.settings.values;
  });

  api.post('/_dev/reset', () => {
    resetServices(services);
    return { reset: true };
  });
}
