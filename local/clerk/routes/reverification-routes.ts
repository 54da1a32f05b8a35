import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { refuseBarred } from '../http/barred.ts';
import { sessionView, withClient } from '../http/client-envelope.ts';
import { sendCode, takeCode } from '../http/code-steps.ts';
import { ClerkRefusal, notFound } from '../http/errors.ts';
import { limitByAddress } from '../http/limits.ts';
import { bodyOf, requiredText, requirePhoneCode } from '../http/requests.ts';
import { ownSession, type SignedIn } from '../http/signed-in.ts';
import { type ReverificationRecord, type SessionRecord } from '../state/records.ts';
import { type Services } from '../services.ts';
import { toReverificationView } from '../views/reverification-view.ts';
import { type Json } from '../views/json.ts';

const LEVELS = ['first_factor', 'second_factor', 'multi_factor'];

/** Asking a session's user for a code again, so that the session's first factor is new. */
export function reverificationRoutes(api: FastifyInstance, services: Services): void {
  api.post('/v1/client/sessions/:id/verify', (request) => start(services, request));
  api.post('/v1/client/sessions/:id/verify/prepare_first_factor', (request) => prepare(services, request));
  api.post('/v1/client/sessions/:id/verify/attempt_first_factor', (request) => attempt(services, request));
}

function start(services: Services, request: FastifyRequest): Promise<Json> {
  const caller = ownSession(services, request);
  const level = requiredText(bodyOf(request), 'level');
  if (!LEVELS.includes(level)) {
    throw new ClerkRefusal('form_param_value_invalid', {
      param: 'level',
      longMessage: `${level} does not match one of the allowed values for parameter level`,
    });
  }
  const session = { ...caller.session, reverification: { verification: null } };
  services.store.putSession(session);
  return answer(services, request, { ...caller, session });
}

function prepare(services: Services, request: FastifyRequest): Promise<Json> {
  const caller = ownSession(services, request);
  const reverification = startedIn(caller.session);
  const body = bodyOf(request);
  requirePhoneCode(body);
  const id = requiredText(body, 'phone_number_id');
  const phone = caller.user.phoneNumbers.find((number) => number.id === id && number.verifiedBy !== null);
  if (phone === undefined) throw notFound('phone number', id);
  if (reverification.verification?.status === 'verified') {
    throw new ClerkRefusal('verification_already_verified');
  }
  refuseBarred(caller.user);

  sendCode(services, reverification, { to: phone.phoneNumber, purpose: 'reverification' });
  return answer(services, request, caller);
}

function attempt(services: Services, request: FastifyRequest): Promise<Json> {
  limitByAddress(services.attempts, request, services.settings.values.attemptsPer10Seconds);
  const caller = ownSession(services, request);
  const reverification = startedIn(caller.session);
  const body = bodyOf(request);
  requirePhoneCode(body);
  const code = requiredText(body, 'code');
  refuseBarred(caller.user);

  takeCode(services, reverification, code);
  const session = { ...caller.session, firstFactorAt: Date.now() };
  services.store.putSession(session);
  return answer(services, request, { ...caller, session });
}

function startedIn({ reverification }: SessionRecord): ReverificationRecord {
  if (reverification === null) throw new ClerkRefusal('session_reverification_missing');
  return reverification;
}

async function answer(services: Services, request: FastifyRequest, caller: SignedIn): Promise<Json> {
  const { client, session, user } = caller;
  const view = await sessionView(services, request, session);
  const reverification = startedIn(session);
  const response = toReverificationView(reverification, { user, session: view });
  return withClient(services, request, { response, client });
}
