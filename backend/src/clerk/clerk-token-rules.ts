import { z } from 'zod';
import { AppError } from '../common/errors/app-error.js';
import { type ClerkIdentity } from './clerk-identity.js';

interface Expectations {
  /** Exactly this `iss`. */
  issuer: string;
  /** One of these as `azp`: the portal's origins. */
  authorizedParties: readonly string[];
  /** Seconds since 1970. */
  now: number;
}

const CLOCK_SKEW_SECONDS = 5;
/** Session tokens live a minute; what lives longer was made from a template or by somebody else. */
const LONGEST_LIFETIME_SECONDS = 120;
const SESSION_CATEGORY = 'cl_B7d4PD111AAA';

/** Strict: any parameter that changes how a token is verified, or names a key of its own, is refused. */
const HEADER = z.object({
  alg: z.literal('RS256'),
  kid: z.string().min(1).max(255),
  typ: z.literal('JWT').optional(),
  cat: z.literal(SESSION_CATEGORY).optional(),
  crit: z.never().optional(),
  b64: z.never().optional(),
  jwk: z.never().optional(),
  jku: z.never().optional(),
  x5u: z.never().optional(),
  x5c: z.never().optional(),
});

const NUMERIC_DATE = z.int().nonnegative();
const ID = z.string().regex(/^[A-Za-z0-9_-]{1,255}$/);

const CLAIMS = z.object({
  iss: z.string(),
  azp: z.string(),
  sub: ID,
  sid: ID,
  iat: NUMERIC_DATE,
  nbf: NUMERIC_DATE,
  exp: NUMERIC_DATE,
  sts: z.literal('active').optional(),
  // Minutes since the first and the second factor, -1 for never.
  fva: z.tuple([z.int().nonnegative()], z.int()).optional().catch(undefined),
  // An unknown shortcode in the instance's token template renders null: then Clerk itself is asked.
  phone: z.string().nullish().catch(null),
  phone_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .nullish()
    .catch(null),
});

/**
 * Reads which key a token claims to be signed with.
 * @throws AppError `auth.unauthorized` when the header is not that of a session token
 */
export function readKeyId(token: string): string {
  const encoded = token.slice(0, token.indexOf('.'));
  const header = HEADER.safeParse(parseJson(Buffer.from(encoded, 'base64url').toString('utf8')));
  if (!header.success) throw refusal(`header ${fieldsOf(header.error)}`);
  return header.data.kid;
}

/**
 * Checks the claims of a token whose signature holds.
 * @throws AppError `auth.unauthorized`
 */
export function identityOf(
  payload: unknown,
  { issuer, authorizedParties, now }: Expectations,
): ClerkIdentity {
  const parsed = CLAIMS.safeParse(payload);
  if (!parsed.success) throw refusal(`claims ${fieldsOf(parsed.error)}`);
  const claims = parsed.data;
  if (claims.iss !== issuer) throw refusal('issuer');
  if (!authorizedParties.includes(claims.azp)) throw refusal('authorized party');
  // By how much tells a wrong clock, ours or Clerk's, from an old token.
  if (claims.exp <= now - CLOCK_SKEW_SECONDS) throw refusal(`expired ${Math.round(now - claims.exp)} s ago`);
  if (claims.iat > now + CLOCK_SKEW_SECONDS) {
    throw refusal(`issued ${Math.round(claims.iat - now)} s in the future`);
  }
  if (claims.nbf > now + CLOCK_SKEW_SECONDS)
    throw refusal(`not valid for ${Math.round(claims.nbf - now)} s yet`);
  const lifetime = claims.exp - claims.iat;
  if (lifetime <= 0 || lifetime > LONGEST_LIFETIME_SECONDS) throw refusal('lifetime');

  const phone = claims.phone ? { number: claims.phone, isVerified: claims.phone_verified ?? null } : null;
  return {
    userId: claims.sub,
    sessionId: claims.sid,
    issuedAt: claims.iat,
    firstFactorAgeMinutes: claims.fva?.[0] ?? null,
    phone,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('auth.unauthorized', { reason: 'header is no JSON', cause });
  }
}

function refusal(reason: string): AppError {
  return new AppError('auth.unauthorized', { reason });
}

function fieldsOf(error: z.ZodError): string {
  return error.issues.map(({ path }) => path.join('.')).join(', ');
}
