import { statusOf } from '../state/session-status.ts';
import { type SessionRecord, type UserRecord } from '../state/records.ts';
import { type Json } from './json.ts';
import { toFullUserView, toUserView } from './user-view.ts';

/** A session as the browser sees it, with a fresh token so that no second call is needed for one. */
export function toSessionView(session: SessionRecord, user: UserRecord, jwt: string): Json {
  const primary = user.phoneNumbers.find((phone) => phone.id === user.primaryPhoneNumberId);
  const minutes = Math.floor((Date.now() - session.firstFactorAt) / 60_000);
  return {
    ...common(session),
    user: toUserView(user),
    last_active_organization_id: null,
    last_active_token: { object: 'token', jwt },
    tasks: null,
    factor_verification_age: [minutes, -1],
    public_user_data: {
      first_name: user.firstName,
      last_name: user.lastName,
      image_url: '',
      has_image: false,
      identifier: primary?.phoneNumber ?? '',
      user_id: user.id,
    },
  };
}

/** A session as the Backend API sees it. */
export function toBackendSessionView(session: SessionRecord): Json {
  return { ...common(session), client_id: session.clientId, user_id: session.userId };
}

/** A session as a webhook carries it; the user is null once it is deleted. */
export function toSessionEventView(session: SessionRecord, user: UserRecord | undefined): Json {
  return {
    ...toBackendSessionView(session),
    user: user ? toFullUserView(user) : null,
    last_active_organization_id: null,
    latest_activity: null,
  };
}

function common(session: SessionRecord): Json {
  return {
    object: 'session',
    id: session.id,
    status: statusOf(session),
    actor: null,
    last_active_at: session.lastActiveAt,
    expire_at: session.expireAt,
    abandon_at: session.abandonAt,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}
