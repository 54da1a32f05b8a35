import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { ClerkRefusal, notFound } from '../http/errors.ts';
import { newId } from '../identifiers.ts';
import { toE164 } from '../codes/phone.ts';
import { type PhoneNumberRecord, type UserRecord } from '../state/records.ts';
import { bodyOf, eventOriginOf, isTrue, paramOf, requiredText, type Fields } from '../http/requests.ts';
import { type Services } from '../services.ts';
import { toPhoneNumberView } from '../views/user-view.ts';

/** Numbers as the Backend API adds, proves and takes them away: how a test changes a user's number. */
export function backendPhoneNumberRoutes(api: FastifyInstance, services: Services): void {
  const { accounts, store } = services;

  api.get('/v1/phone_numbers/:id', (request) => toPhoneNumberView(holderOf(services, request).phone));

  api.post('/v1/phone_numbers', (request) => {
    const body = bodyOf(request);
    const userId = requiredText(body, 'user_id');
    const user = store.users.get(userId);
    if (user === undefined) throw notFound('user', userId);
    const phone = newPhone(toE164(requiredText(body, 'phone_number'), 'phone_number'), body);
    refuseTaken(services, user, phone.phoneNumber);
    accounts.updateUser(user, withPhone(user, phone, body), eventOriginOf(request));
    return toPhoneNumberView(phone);
  });

  api.patch('/v1/phone_numbers/:id', (request) => {
    const { user, phone } = holderOf(services, request);
    const body = bodyOf(request);
    const proof = verifiedBy(body);
    const verified = proof === undefined ? phone.verifiedBy : proof;
    const changed = { ...phone, verifiedBy: verified, updatedAt: Date.now() };
    accounts.updateUser(user, withPhone(user, changed, body), eventOriginOf(request));
    return toPhoneNumberView(changed);
  });

  api.delete('/v1/phone_numbers/:id', (request) => {
    const { user, phone } = holderOf(services, request);
    const phoneNumbers = user.phoneNumbers.filter((number) => number.id !== phone.id);
    const isPrimary = user.primaryPhoneNumberId === phone.id;
    const next = phoneNumbers.find((number) => number.verifiedBy !== null)?.id ?? null;
    const primaryPhoneNumberId = isPrimary ? next : user.primaryPhoneNumberId;
    accounts.updateUser(user, { phoneNumbers, primaryPhoneNumberId }, eventOriginOf(request));
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

function newPhone(phoneNumber: string, body: Fields): PhoneNumberRecord {
  const now = Date.now();
  return {
    id: newId('idn'),
    phoneNumber,
    verifiedBy: verifiedBy(body) ?? null,
    createdAt: now,
    updatedAt: now,
  };
}

function verifiedBy(body: Fields): PhoneNumberRecord['verifiedBy'] | undefined {
  if (body['verified'] === undefined || body['verified'] === null) return undefined;
  return isTrue(body['verified']) ? 'admin' : null;
}

function withPhone(user: UserRecord, phone: PhoneNumberRecord, body: Fields): Partial<UserRecord> {
  const isNew = user.phoneNumbers.every((number) => number.id !== phone.id);
  const phoneNumbers = isNew
    ? [...user.phoneNumbers, phone]
    : user.phoneNumbers.map((number) => (number.id === phone.id ? phone : number));
  const isPrimary = isTrue(body['primary']) || user.primaryPhoneNumberId === null;
  const canBePrimary = isPrimary && phone.verifiedBy !== null;
  return { phoneNumbers, primaryPhoneNumberId: canBePrimary ? phone.id : user.primaryPhoneNumberId };
}

function refuseTaken(services: Services, user: UserRecord, phoneNumber: string): void {
  const isHeld = user.phoneNumbers.some((phone) => phone.phoneNumber === phoneNumber);
  if (!isHeld && services.store.userByPhone(phoneNumber) === undefined) return;
  throw new ClerkRefusal('form_identifier_exists', { param: 'phone_number' });
}
