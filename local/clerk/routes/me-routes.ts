import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { withClient } from '../http/client-envelope.ts';
import { ClerkRefusal, notFound } from '../http/errors.ts';
import { recentlySignedIn, signedIn } from '../http/signed-in.ts';
import { mergeMetadata } from '../state/metadata.ts';
import { type UserRecord } from '../state/records.ts';
import { bodyOf, eventOriginOf, metadataOf, optionalText } from '../http/requests.ts';
import { type Services } from '../services.ts';
import { type Json } from '../views/json.ts';
import { toUserView } from '../views/user-view.ts';

/** The signed-in user's own record. */
export function meRoutes(api: FastifyInstance, services: Services): void {
  api.get('/v1/me', (request) => {
    const { client, user } = signedIn(services, request);
    return withClient(services, request, { response: toUserView(user), client });
  });

  api.patch('/v1/me', (request) => update(services, request));

  // Where clerk-js sends metadata since version 6.
  api.patch('/v1/me/metadata', (request) => {
    const { client, user } = signedIn(services, request);
    const changes = metadataOf(bodyOf(request), 'unsafe_metadata');
    const unsafeMetadata = mergeMetadata(user.unsafeMetadata, changes);
    const updated = services.accounts.updateUser(user, { unsafeMetadata }, eventOriginOf(request));
    return withClient(services, request, { response: toUserView(updated), client });
  });

  api.delete('/v1/me', (request) => {
    const { client, user } = recentlySignedIn(services, request);
    services.accounts.deleteUser(user, eventOriginOf(request));
    const response = { object: 'user', id: user.id, deleted: true };
    return withClient(services, request, { response, client });
  });
}

function update(services: Services, request: FastifyRequest): Promise<Json> {
  const body = bodyOf(request);
  const primaryId = optionalText(body, 'primary_phone_number_id');
  const { client, user } =
    primaryId === undefined ? signedIn(services, request) : recentlySignedIn(services, request);
  if (primaryId !== undefined) requireProved(user, primaryId);
  const changes = {
    primaryPhoneNumberId: primaryId ?? user.primaryPhoneNumberId,
    firstName: optionalText(body, 'first_name') ?? user.firstName,
    lastName: optionalText(body, 'last_name') ?? user.lastName,
    unsafeMetadata: metadataOf(body, 'unsafe_metadata') ?? user.unsafeMetadata,
  };
  const updated = services.accounts.updateUser(user, changes, eventOriginOf(request));
  return withClient(services, request, { response: toUserView(updated), client });
}

/** @throws ClerkRefusal 404 for a number that is not the user's, 422 for one that no code has proved */
function requireProved(user: UserRecord, phoneNumberId: string): void {
  const phone = user.phoneNumbers.find((number) => number.id === phoneNumberId);
  if (phone === undefined) throw notFound('phone number', phoneNumberId);
  if (phone.verifiedBy === null) {
    throw new ClerkRefusal('form_verification_needed', { param: 'primary_phone_number_id' });
  }
}
