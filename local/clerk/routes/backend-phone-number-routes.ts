import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { notFound } from '../http/errors.ts';
import { refuseLastProved, refuseTaken, refuseTakenOrHeld } from '../http/phone-rules.ts';
import { toE164 } from '../codes/phone.ts';
import { type PhoneNumberRecord, type UserRecord } from '../state/records.ts';
import { newPhone, withoutPhone, withPhone } from '../state/user-phones.ts';
import { bodyOf, eventOriginOf, isTrue, paramOf, requiredText, type Fields } from '../http/requests.ts';
import { type Services } from '../services.ts';
import { toPhoneNumberView } from '../views/user-view.ts';

/** Numbers as the Backend API adds, proves and takes them away, with the developer's word for a proof. */
export function backendPhoneNumberRoutes(api: FastifyInstance, services: Services): void {
  const { accounts, store } = services;

  api.get('/v1/phone_numbers/:id', (request) => toPhoneNumberView(holderOf(services, request).phone));

  api.post('/v1/phone_numbers', (request) => {
    const body = bodyOf(request);
    const userId = requiredText(body, 'user_id');
    const user = store.users.get(userId);
    if (user === undefined) throw notFound('user', userId);
    const phone = newPhone(toE164(requiredText(body, 'phone_number'), 'phone_number'), proofIn(body) ?? null);
    refuseTakenOrHeld(store, user, phone.phoneNumber);
    accounts.updateUser(user, changedBy(body, user, phone), eventOriginOf(request));
    return toPhoneNumberView(phone);
  });

  api.patch('/v1/phone_numbers/:id', (request) => {
    const { user, phone } = holderOf(services, request);
    const body = bodyOf(request);
    const proof = proofIn(body);
    const verified = proof === undefined ? {} : { verifiedBy: proof, verification: null };
    const changed = { ...phone, ...verified, updatedAt: Date.now() };
    if (proof === 'admin' && phone.verifiedBy === null) refuseTaken(store, phone.phoneNumber);
    accounts.updateUser(user, changedBy(body, user, changed), eventOriginOf(request));
    return toPhoneNumberView(changed);
  });

  api.delete('/v1/phone_numbers/:id', (request) => {
    const { user, phone } = holderOf(services, request);
    refuseLastProved(user, phone.id);
    accounts.updateUser(user, withoutPhone(user, phone.id), eventOriginOf(request));
    return { object: 'phone_number', id: phone.id, deleted: true };
  });
}

function holderOf(
  services: Services,
  request: FastifyRequest,
): { user: UserRecord; phone: PhoneNumberRecord } {
  const id = paramOf(request, 'id');
  for (const user of services.store.users.values()) {
    const phone = user.phoneNumbers.find((number) => number.id === id);
    if (phone) return { user, phone };
  }
  throw notFound('phone number', id);
}

function proofIn(body: Fields): PhoneNumberRecord['verifiedBy'] | undefined {
  if (body['verified'] === undefined || body['verified'] === null) return undefined;
  return isTrue(body['verified']) ? 'admin' : null;
}

function changedBy(body: Fields, user: UserRecord, phone: PhoneNumberRecord): Partial<UserRecord> {
  const { phoneNumbers, primaryPhoneNumberId } = withPhone(user, phone);
  const isPrimary = isTrue(body['primary']) && phone.verifiedBy !== null;
  return { phoneNumbers, primaryPhoneNumberId: isPrimary ? phone.id : primaryPhoneNumberId };
}
