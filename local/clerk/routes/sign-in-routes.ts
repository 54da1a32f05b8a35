import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  abandonTime,
  currentAttempt,
  ensureClient,
  clientOf,
  refuseSignedIn,
  requireClient,
  retire,
} from '../http/browsers.ts';
import { refuseBarred } from '../http/barred.ts';
import { withClient } from '../http/client-envelope.ts';
import { sendCode, takeCode } from '../http/code-steps.ts';
import { ClerkRefusal, notFound } from '../http/errors.ts';
import { newId } from '../identifiers.ts';
import { limitByAddress } from '../http/limits.ts';
import { requireIndian, toE164 } from '../codes/phone.ts';
import { type ClientRecord, type SignInRecord, type UserRecord } from '../state/records.ts';
import {
  bodyOf,
  eventOriginOf,
  isTrue,
  optionalText,
  paramOf,
  requiredText,
  requirePhoneCode,
  type Fields,
} from '../http/requests.ts';
import { type Services } from '../services.ts';
import { toSignInView } from '../views/attempt-views.ts';
import { type Json } from '../views/json.ts';

/** Signing in to an account that exists, or, if the portal asks for it, finding out that it has to be made. */
export function signInRoutes(api: FastifyInstance, services: Services): void {
  api.post('/v1/client/sign_ins', (request, reply) => create(services, request, reply));

  api.get('/v1/client/sign_ins/:id', (request) => {
    const client = requireClient(services, request);
    const signIn = currentAttempt(client, client.signIn, paramOf(request, 'id'));
    return withClient(services, request, { response: toSignInView(signIn), client });
  });

  api.post('/v1/client/sign_ins/:id/prepare_first_factor', (request) => prepare(services, request));
  api.post('/v1/client/sign_ins/:id/attempt_first_factor', (request) => attempt(services, request));
}

function create(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<Json> {
  limitByAddress(services.creates, request, services.settings.values.createsPer10Seconds);
  const body = bodyOf(request);
  refuseSignedIn(services, clientOf(services, request));

  const signIn = newSignIn(services, body);
  if (optionalText(body, 'strategy') !== undefined) {
    requirePhoneCode(body);
    sendSignInCode(services, signIn);
  }
  const client = ensureClient(services, request, reply);
  retire(client, 'signIn', 'replaced');
  client.signIn = signIn;
  services.store.putClient(client);
  return withClient(services, request, { response: toSignInView(signIn), client });
}

function newSignIn(services: Services, body: Fields): SignInRecord {
  const typed = optionalText(body, 'identifier');
  const identifier = typed === undefined ? null : toE164(typed, 'identifier');
  const user = identifier === null ? undefined : services.store.userByPhone(identifier);
  const signUpIfMissing = isTrue(body['sign_up_if_missing']);
  if (identifier !== null && user === undefined && !signUpIfMissing) throw unknownNumber();
  if (identifier !== null && user === undefined) requireIndian(identifier);
  if (user) refuseBarred(user);

  const phone = user?.phoneNumbers.find((number) => number.phoneNumber === identifier);
  return {
    id: newId('sia'),
    identifier,
    phoneNumberId: identifier === null ? null : (phone?.id ?? newId('idn')),
    signUpIfMissing,
    locale: optionalText(body, 'locale') ?? null,
    verification: null,
    abandonAt: abandonTime(),
  };
}

function prepare(services: Services, request: FastifyRequest): Promise<Json> {
  const client = requireClient(services, request);
  const signIn = currentAttempt(client, client.signIn, paramOf(request, 'id'));
  const body = bodyOf(request);
  requirePhoneCode(body);
  const phoneNumberId = requiredText(body, 'phone_number_id');
  if (phoneNumberId !== signIn.phoneNumberId) throw notFound('phone number', phoneNumberId);

  sendSignInCode(services, signIn);
  return withClient(services, request, { response: toSignInView(signIn), client });
}

function attempt(services: Services, request: FastifyRequest): Promise<Json> {
  limitByAddress(services.attempts, request, services.settings.values.attemptsPer10Seconds);
  const client = requireClient(services, request);
  const signIn = currentAttempt(client, client.signIn, paramOf(request, 'id'));
  const body = bodyOf(request);
  requirePhoneCode(body);
  const code = requiredText(body, 'code');
  refuseSignedIn(services, client);
  const user = accountOf(services, signIn);
  if (user) refuseBarred(user);

  takeCode(services, signIn, code);
  return user ? complete(services, request, { client, signIn, user }) : transfer(signIn);
}

function complete(
  services: Services,
  request: FastifyRequest,
  { client, signIn, user }: { client: ClientRecord; signIn: SignInRecord; user: UserRecord },
): Promise<Json> {
  retire(client, 'signIn', 'complete');
  retire(client, 'signUp', 'replaced');
  const session = services.accounts.startSession(user, client, eventOriginOf(request));
  const response = toSignInView(signIn, { sessionId: session.id, userId: user.id });
  return withClient(services, request, { response, client });
}

/** The number is proved but nobody's yet: the browser goes on with a sign-up that needs no second code. */
function transfer(signIn: SignInRecord): never {
  if (signIn.verification) signIn.verification = { ...signIn.verification, status: 'transferable' };
  throw new ClerkRefusal('sign_up_if_missing_transfer');
}

function sendSignInCode(services: Services, signIn: SignInRecord): void {
  if (signIn.identifier === null) throw new ClerkRefusal('form_param_missing', { param: 'identifier' });
  const user = accountOf(services, signIn);
  if (user) refuseBarred(user);
  sendCode(services, signIn, { to: signIn.identifier, purpose: 'sign-in' });
}

function accountOf(services: Services, signIn: SignInRecord): UserRecord | undefined {
  const user = services.store.userByPhone(signIn.identifier ?? '');
  if (user === undefined && !signIn.signUpIfMissing) throw unknownNumber();
  return user;
}

function unknownNumber(): ClerkRefusal {
  return new ClerkRefusal('form_identifier_not_found', { param: 'identifier' });
}
