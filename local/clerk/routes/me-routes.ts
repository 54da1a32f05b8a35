import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { requireClient, requireSession } from '../http/browsers.ts';
import { withClient } from '../http/client-envelope.ts';
import { ClerkRefusal } from '../http/errors.ts';
import { type ClientRecord, type UserRecord } from '../state/records.ts';
import { bodyOf, eventOriginOf, metadataOf, optionalText, queryOf } from '../http/requests.ts';
import { type Services } from '../services.ts';
import { toUserView } from '../views/user-view.ts';

/** The signed-in user's own record. */
export function meRoutes(api: FastifyInstance, services: Services): void {
  api.get('/v1/me', (request) => {
    const { client, user } = signedIn(services, request);
    return withClient(services, request, { response: toUserView(user), client });
  });

  api.patch('/v1/me', (request) => {
    const { client, user } = signedIn(services, request);
    const body = bodyOf(request);
    const changes = {
      firstName: optionalText(body, 'first_name') ?? user.firstName,
      lastName: optionalText(body, 'last_name') ?? user.lastName,
      unsafeMetadata: metadataOf(body, 'unsafe_metadata') ?? user.unsafeMetadata,
    };
    const updated = services.accounts.updateUser(user, changes, eventOriginOf(request));
    return withClient(services, request, { response: toUserView(updated), client });
  });

  api.delete('/v1/me', (request) => {
    const { client, user } = signedIn(services, request);
    services.accounts.deleteUser(user, eventOriginOf(request));
    const response = { object: 'user', id: user.id, deleted: true };
    return withClient(services, request, { response, client });
  });
}

function signedIn(services: Services, request: FastifyRequest): { client: ClientRecord; user: UserRecord } {
  const client = requireClient(services, request);
  const sessionId = optionalText(queryOf(request), '_clerk_session_id') ?? client.lastActiveSessionId;
  if (sessionId === null) throw new ClerkRefusal('signed_out');
  const session = requireSession(services, client, sessionId);
  const user = services.store.users.get(session.userId);
  if (user === undefined) throw new ClerkRefusal('signed_out');
  return { client, user };
}
