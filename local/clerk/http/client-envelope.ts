import { type FastifyRequest } from 'fastify';
import { type ClientRecord, type SessionRecord } from '../state/records.ts';
import { type Services } from '../services.ts';
import { toSignInView, toSignUpView } from '../views/attempt-views.ts';
import { toSessionView } from '../views/session-view.ts';
import { type Json } from '../views/json.ts';

/**
 * The portal a call comes from, for the token's `azp`. Browsers send no Origin on a GET to their own origin, but a
 * Referer; without either it is the first configured portal.
 */
export function portalOf(services: Services, request: FastifyRequest): string | undefined {
  const { portalOrigins } = services.settings.values;
  const said = request.headers.origin ?? refererOrigin(request.headers.referer);
  if (said === undefined) return portalOrigins[0];
  return portalOrigins.length === 0 || portalOrigins.includes(said) ? said : portalOrigins[0];
}

/** Every answer about an attempt or a session carries the whole client: clerk-js looks sessions up in it. */
export async function withClient(
  services: Services,
  request: FastifyRequest,
  { response, client }: { response: Json | null; client: ClientRecord },
): Promise<Json> {
  return { response, client: await clientView(services, request, client) };
}

export async function clientView(
  services: Services,
  request: FastifyRequest,
  client: ClientRecord,
): Promise<Json> {
  const live = services.accounts.liveSessionsOn(client);
  const sessions = await Promise.all(live.map((session) => sessionView(services, request, session)));
  const lastActive = live.find((session) => session.id === client.lastActiveSessionId);
  return {
    object: 'client',
    id: client.id,
    sessions,
    sign_in: client.signIn && toSignInView(client.signIn),
    sign_up: client.signUp && toSignUpView(client.signUp),
    last_active_session_id: lastActive?.id ?? live[0]?.id ?? null,
    last_authentication_strategy: 'phone_code',
    cookie_expires_at: null,
    captcha_bypass: false,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}

export async function sessionView(
  services: Services,
  request: FastifyRequest,
  session: SessionRecord,
): Promise<Json> {
  const user = services.store.users.get(session.userId);
  if (user === undefined) throw new Error(`session ${session.id} outlived its user`);
  const jwt = await services.tokens.sessionToken(session, user, portalOf(services, request));
  return toSessionView(session, user, jwt);
}

function refererOrigin(referer: string | undefined): string | undefined {
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined;
}
