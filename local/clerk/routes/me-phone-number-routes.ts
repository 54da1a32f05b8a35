import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { requireIndian, toE164 } from '../codes/phone.ts';
import { withClient } from '../http/client-envelope.ts';
import { sendCode, takeCode } from '../http/code-steps.ts';
import { ClerkRefusal, notFound } from '../http/errors.ts';
import { limitByAddress } from '../http/limits.ts';
import { refuseLastProved, refuseTaken, refuseTakenOrHeld } from '../http/phone-rules.ts';
import { recentlySignedIn, signedIn, type SignedIn } from '../http/signed-in.ts';
import { type PhoneNumberRecord } from '../state/records.ts';
import { newPhone, withoutPhone, withPhone } from '../state/user-phones.ts';
import { bodyOf, eventOriginOf, isTrue, paramOf, requiredText, requirePhoneCode } from '../http/requests.ts';
import { type Services } from '../services.ts';
import { type Json } from '../views/json.ts';
import { toPhoneNumberView } from '../views/user-view.ts';

/** The signed-in user's numbers: a new one is added, proved by a code, made the primary one; an old one goes. */
export function mePhoneNumberRoutes(api: FastifyInstance, services: Services): void {
  api.post('/v1/me/phone_numbers', (request) => add(services, request));

  api.get('/v1/me/phone_numbers/:id', (request) => {
    const { client, phone } = ownPhone(signedIn(services, request), request);
    return withClient(services, request, { response: toPhoneNumberView(phone), client });
  });

  // All that can be changed this way is the part in a second factor, which this instance has not.
  api.patch('/v1/me/phone_numbers/:id', (request) => {
    const { client, phone } = ownPhone(signedIn(services, request), request);
    for (const param of ['reserved_for_second_factor', 'default_second_factor']) {
      if (isTrue(bodyOf(request)[param])) throw new ClerkRefusal('form_param_unknown', { param });
    }
    return withClient(services, request, { response: toPhoneNumberView(phone), client });
  });

  api.post('/v1/me/phone_numbers/:id/prepare_verification', (request) => prepare(services, request));
  api.post('/v1/me/phone_numbers/:id/attempt_verification', (request) => attempt(services, request));
  api.delete('/v1/me/phone_numbers/:id', (request) => remove(services, request));
}

function add(services: Services, request: FastifyRequest): Promise<Json> {
  const { client, user } = recentlySignedIn(services, request);
  const phoneNumber = toE164(requiredText(bodyOf(request), 'phone_number'), 'phone_number');
  requireIndian(phoneNumber);
  refuseTakenOrHeld(services.store, user, phoneNumber);

  const phone = newPhone(phoneNumber, null);
  services.accounts.updateUser(user, withPhone(user, phone), eventOriginOf(request));
  return withClient(services, request, { response: toPhoneNumberView(phone), client });
}

function prepare(services: Services, request: FastifyRequest): Promise<Json> {
  const { client, phone } = ownPhone(signedIn(services, request), request);
  requirePhoneCode(bodyOf(request));
  if (phone.verifiedBy !== null) throw new ClerkRefusal('verification_already_verified');
  refuseTaken(services.store, phone.phoneNumber);

  sendCode(services, phone, { to: phone.phoneNumber, purpose: 'new-number' });
  return withClient(services, request, { response: toPhoneNumberView(phone), client });
}

function attempt(services: Services, request: FastifyRequest): Promise<Json> {
  limitByAddress(services.attempts, request, services.settings.values.attemptsPer10Seconds);
  const { client, user, phone } = ownPhone(signedIn(services, request), request);
  const code = requiredText(bodyOf(request), 'code');
  if (phone.verifiedBy !== null) throw new ClerkRefusal('verification_already_verified');
  refuseTaken(services.store, phone.phoneNumber);

  takeCode(services, phone, code);
  const proved = { ...phone, verifiedBy: 'phone_code' as const, updatedAt: Date.now() };
  services.accounts.updateUser(user, withPhone(user, proved), eventOriginOf(request));
  return withClient(services, request, { response: toPhoneNumberView(proved), client });
}

function remove(services: Services, request: FastifyRequest): Promise<Json> {
  const { client, user, phone } = ownPhone(recentlySignedIn(services, request), request);
  refuseLastProved(user, phone.id);
  services.accounts.updateUser(user, withoutPhone(user, phone.id), eventOriginOf(request));
  const response = { object: 'phone_number', id: phone.id, deleted: true };
  return withClient(services, request, { response, client });
}

function ownPhone(caller: SignedIn, request: FastifyRequest): SignedIn & { phone: PhoneNumberRecord } {
  const id = paramOf(request, 'id');
  const phone = caller.user.phoneNumbers.find((number) => number.id === id);
  if (phone === undefined) throw notFound('phone number', id);
  return { ...caller, phone };
}
