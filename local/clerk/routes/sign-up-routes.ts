import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  abandonTime,
  clientOf,
  currentAttempt,
  ensureClient,
  refuseSignedIn,
  requireClient,
  retire,
} from '../http/browsers.ts';
import { refuseTaken } from '../http/phone-rules.ts';
import { withClient } from '../http/client-envelope.ts';
import { sendCode, takeCode } from '../http/code-steps.ts';
import { ClerkRefusal } from '../http/errors.ts';
import { newId } from '../identifiers.ts';
import { limitByAddress } from '../http/limits.ts';
import { requireIndian, toE164 } from '../codes/phone.ts';
import { type ClientRecord, type SignUpRecord } from '../state/records.ts';
import { newPhone } from '../state/user-phones.ts';
import {
  bodyOf,
  eventOriginOf,
  isTrue,
  metadataOf,
  optionalText,
  paramOf,
  requiredText,
  requirePhoneCode,
  type Fields,
} from '../http/requests.ts';
import { type Services } from '../services.ts';
import { toSignUpView } from '../views/attempt-views.ts';
import { type Json } from '../views/json.ts';

/** Making an account, from a number that a code proves or that a sign-in has just proved. */
export function signUpRoutes(api: FastifyInstance, services: Services): void {
  api.post('/v1/client/sign_ups', (request, reply) => create(services, request, reply));

  api.get('/v1/client/sign_ups/:id', (request) => {
    const client = requireClient(services, request);
    const signUp = currentAttempt(client, client.signUp, paramOf(request, 'id'));
    return withClient(services, request, { response: toSignUpView(signUp), client });
  });

  api.patch('/v1/client/sign_ups/:id', (request) => update(services, request));
  api.post('/v1/client/sign_ups/:id/prepare_verification', (request) => prepare(services, request));
  api.post('/v1/client/sign_ups/:id/attempt_verification', (request) => attempt(services, request));
}

function create(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<Json> {
  limitByAddress(services.creates, request, services.settings.values.createsPer10Seconds);
  const body = bodyOf(request);
  const known = clientOf(services, request);
  refuseSignedIn(services, known);

  const signUp = isTrue(body['transfer']) ? transferred(known, body) : newSignUp(body);
  if (signUp.phoneNumber !== null) refuseTaken(services.store, signUp.phoneNumber);
  const client = ensureClient(services, request, reply);
  retire(client, 'signUp', 'replaced');
  client.signUp = signUp;
  services.store.putClient(client);

  if (signUp.verification?.status === 'verified') return complete(services, request, { client, signUp });
  return withClient(services, request, { response: toSignUpView(signUp), client });
}

function newSignUp(body: Fields): SignUpRecord {
  return {
    id: newId('sua'),
    phoneNumber: phoneNumberIn(body) ?? null,
    firstName: optionalText(body, 'first_name') ?? null,
    lastName: optionalText(body, 'last_name') ?? null,
    unsafeMetadata: metadataOf(body, 'unsafe_metadata') ?? {},
    locale: optionalText(body, 'locale') ?? null,
    verification: null,
    abandonAt: abandonTime(),
  };
}

/** A sign-up on the strength of the code that the sign-in of the same browser has just taken. */
function transferred(client: ClientRecord | undefined, body: Fields): SignUpRecord {
  const signIn = client?.signIn;
  if (signIn?.verification?.status !== 'transferable') {
    throw new ClerkRefusal('resource_not_found', { longMessage: 'No transferable sign in was found.' });
  }
  const verification = { ...signIn.verification, status: 'verified' as const };
  return { ...newSignUp(body), phoneNumber: signIn.identifier, verification };
}

function update(services: Services, request: FastifyRequest): Promise<Json> {
  const client = requireClient(services, request);
  const signUp = currentAttempt(client, client.signUp, paramOf(request, 'id'));
  const body = bodyOf(request);
  const phoneNumber = phoneNumberIn(body) ?? signUp.phoneNumber;
  if (phoneNumber !== null) refuseTaken(services.store, phoneNumber);
  // A code proves the number it was sent to and no other.
  const verification = phoneNumber === signUp.phoneNumber ? signUp.verification : null;
  Object.assign(signUp, {
    phoneNumber,
    verification,
    firstName: optionalText(body, 'first_name') ?? signUp.firstName,
    lastName: optionalText(body, 'last_name') ?? signUp.lastName,
    unsafeMetadata: metadataOf(body, 'unsafe_metadata') ?? signUp.unsafeMetadata,
  });
  services.store.changed();
  return withClient(services, request, { response: toSignUpView(signUp), client });
}

function prepare(services: Services, request: FastifyRequest): Promise<Json> {
  const client = requireClient(services, request);
  const signUp = currentAttempt(client, client.signUp, paramOf(request, 'id'));
  requirePhoneCode(bodyOf(request));
  if (signUp.phoneNumber === null) throw new ClerkRefusal('form_param_missing', { param: 'phone_number' });
  refuseTaken(services.store, signUp.phoneNumber);

  sendCode(services, signUp, { to: signUp.phoneNumber, purpose: 'sign-in' });
  return withClient(services, request, { response: toSignUpView(signUp), client });
}

function attempt(services: Services, request: FastifyRequest): Promise<Json> {
  limitByAddress(services.attempts, request, services.settings.values.attemptsPer10Seconds);
  const client = requireClient(services, request);
  const signUp = currentAttempt(client, client.signUp, paramOf(request, 'id'));
  const body = bodyOf(request);
  requirePhoneCode(body);
  const code = requiredText(body, 'code');
  refuseSignedIn(services, client);
  if (signUp.phoneNumber !== null) refuseTaken(services.store, signUp.phoneNumber);

  takeCode(services, signUp, code);
  return complete(services, request, { client, signUp });
}

function complete(
  services: Services,
  request: FastifyRequest,
  { client, signUp }: { client: ClientRecord; signUp: SignUpRecord },
): Promise<Json> {
  const phone = newPhone(signUp.phoneNumber ?? '', 'phone_code');
  const { firstName, lastName, unsafeMetadata, locale } = signUp;
  const origin = eventOriginOf(request);
  const user = services.accounts.createUser(
    [{ ...phone, verification: signUp.verification }],
    { firstName, lastName, unsafeMetadata, locale },
    origin,
  );
  retire(client, 'signUp', 'complete');
  retire(client, 'signIn', 'replaced');
  const session = services.accounts.startSession(user, client, origin);
  const response = toSignUpView(signUp, { sessionId: session.id, userId: user.id });
  return withClient(services, request, { response, client });
}

function phoneNumberIn(body: Fields): string | undefined {
  const typed = optionalText(body, 'phone_number');
  if (typed === undefined) return undefined;
  const phoneNumber = toE164(typed, 'phone_number');
  requireIndian(phoneNumber);
  return phoneNumber;
}
