import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { ClerkRefusal, notFound } from '../http/errors.ts';
import { mergeMetadata } from '../state/metadata.ts';
import { pageOf } from '../http/pages.ts';
import { toE164 } from '../codes/phone.ts';
import { type UserRecord } from '../state/records.ts';
import {
  bodyOf,
  eventOriginOf,
  metadataOf,
  optionalText,
  paramOf,
  queryOf,
  textList,
} from '../http/requests.ts';
import { type Services } from '../services.ts';
import { toFullUserView } from '../views/user-view.ts';
import { newPhone } from '../state/user-phones.ts';
import { findUsers } from '../state/user-search.ts';

const LOCK_MS = 60 * 60 * 1000;

/** Users as the Backend API manages them. */
export function backendUserRoutes(api: FastifyInstance, services: Services): void {
  const { accounts, store } = services;

  api.get('/v1/users', (request) =>
    pageOf(findUsers(store, queryOf(request)), queryOf(request)).map(toFullUserView),
  );

  api.get('/v1/users/count', (request) => ({
    object: 'total_count',
    total_count: findUsers(store, queryOf(request)).length,
  }));

  api.get('/v1/users/:id', (request) => toFullUserView(userOf(services, request)));

  api.post('/v1/users', (request) => toFullUserView(createUser(services, request)));

  api.patch('/v1/users/:id', (request) => {
    const user = userOf(services, request);
    return toFullUserView(accounts.updateUser(user, changesOf(request, user), eventOriginOf(request)));
  });

  api.patch('/v1/users/:id/metadata', (request) => {
    const user = userOf(services, request);
    const body = bodyOf(request);
    const merged = {
      publicMetadata: mergeMetadata(user.publicMetadata, metadataOf(body, 'public_metadata')),
      privateMetadata: mergeMetadata(user.privateMetadata, metadataOf(body, 'private_metadata')),
      unsafeMetadata: mergeMetadata(user.unsafeMetadata, metadataOf(body, 'unsafe_metadata')),
    };
    return toFullUserView(accounts.updateUser(user, merged, eventOriginOf(request)));
  });

  api.delete('/v1/users/:id', (request) => {
    const user = userOf(services, request);
    accounts.deleteUser(user, eventOriginOf(request));
    return { object: 'user', id: user.id, deleted: true };
  });

  api.post('/v1/users/:id/ban', (request) =>
    toFullUserView(accounts.ban(userOf(services, request), eventOriginOf(request))),
  );
  api.post('/v1/users/:id/unban', (request) => change(request, { banned: false }));
  api.post('/v1/users/:id/lock', (request) => change(request, { lockedUntil: Date.now() + LOCK_MS }));
  api.post('/v1/users/:id/unlock', (request) => change(request, { lockedUntil: null }));

  function change(request: FastifyRequest, fields: Partial<UserRecord>) {
    return toFullUserView(accounts.updateUser(userOf(services, request), fields, eventOriginOf(request)));
  }
}

function userOf(services: Services, request: FastifyRequest): UserRecord {
  const id = paramOf(request, 'id');
  const user = services.store.users.get(id);
  if (user === undefined) throw notFound('user', id);
  return user;
}

function createUser(services: Services, request: FastifyRequest): UserRecord {
  const body = bodyOf(request);
  const numbers = textList(body, 'phone_number').map((typed) => toE164(typed, 'phone_number'));
  if (numbers.length === 0) throw new ClerkRefusal('form_param_missing', { param: 'phone_number' });
  if (numbers.some((number) => services.store.userByPhone(number))) {
    throw new ClerkRefusal('form_identifier_exists', { param: 'phone_number' });
  }
  const phoneNumbers = numbers.map((phoneNumber) => newPhone(phoneNumber, 'admin'));
  const fields = {
    externalId: optionalText(body, 'external_id') ?? null,
    firstName: optionalText(body, 'first_name') ?? null,
    lastName: optionalText(body, 'last_name') ?? null,
    publicMetadata: metadataOf(body, 'public_metadata') ?? {},
    privateMetadata: metadataOf(body, 'private_metadata') ?? {},
    unsafeMetadata: metadataOf(body, 'unsafe_metadata') ?? {},
  };
  return services.accounts.createUser(phoneNumbers, fields, eventOriginOf(request));
}

function changesOf(request: FastifyRequest, user: UserRecord): Partial<UserRecord> {
  const body = bodyOf(request);
  const primaryId = optionalText(body, 'primary_phone_number_id') ?? user.primaryPhoneNumberId;
  const primary = user.phoneNumbers.find((phone) => phone.id === primaryId);
  if (primaryId !== null && primary?.verifiedBy == null) throw notFound('verified phone number', primaryId);
  return {
    primaryPhoneNumberId: primaryId,
    externalId: optionalText(body, 'external_id') ?? user.externalId,
    firstName: optionalText(body, 'first_name') ?? user.firstName,
    lastName: optionalText(body, 'last_name') ?? user.lastName,
    publicMetadata: metadataOf(body, 'public_metadata') ?? user.publicMetadata,
    privateMetadata: metadataOf(body, 'private_metadata') ?? user.privateMetadata,
    unsafeMetadata: metadataOf(body, 'unsafe_metadata') ?? user.unsafeMetadata,
  };
}
