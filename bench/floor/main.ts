// The floor: the least code that does the same work on Fastify and pg, with the same SQL and the same cryptography. It
// logs nothing, counts nothing, limits nobody and validates next to nothing: nobody should run it.
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { fastify, type FastifyRequest } from 'fastify';
import pg from 'pg';
import { LOOK_UP, ME, PROFILE_COLUMNS, QUOTA, SIGN_IN } from '../statements.ts';
import { AppTokens } from './app-tokens.ts';

const { DATABASE_URL, JWT_SECRET = '', CLERK_JWKS_URL = '', PORT, CLERK_ISSUER, CORS_ORIGINS } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, idleTimeoutMillis: 300_000 });
const tokens = new AppTokens(JWT_SECRET);
const { keys } = (await (await fetch(CLERK_JWKS_URL)).json()) as { keys: (JsonWebKey & { kid: string })[] };
const clerkKeys = new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));

interface Row {
  id: string;
  outcome?: string;
  [column: string]: unknown;
}

async function one(name: string, text: string, values: unknown[]): Promise<Row> {
  const { rows } = await pool.query<Row>({ name, text, values });
  if (!rows[0]) throw Object.assign(new Error('no row'), { statusCode: 401 });
  return rows[0];
}

function bearer({ headers }: FastifyRequest): string {
  return headers.authorization?.slice('Bearer '.length) ?? '';
}

async function caller(request: FastifyRequest): Promise<Row> {
  const claims = tokens.verify(bearer(request));
  if (!claims) throw Object.assign(new Error('unauthorized'), { statusCode: 401 });
  return one('me', ME, [claims.sub, claims.gen]);
}

function clerkClaims(token: string): Record<string, unknown> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const key = clerkKeys.get(kid);
  const isSigned =
    key && verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const now = Date.now() / 1000;
  if (
    isSigned &&
    claims['iss'] === CLERK_ISSUER &&
    claims['azp'] === CORS_ORIGINS &&
    Number(claims['exp']) > now
  ) {
    return claims;
  }
  throw Object.assign(new Error('unauthorized'), { statusCode: 401 });
}

const app = fastify({ trustProxy: true });

app.get('/health/ready', () => ({ status: 'ready' }));

app.get('/users/me', (request) => caller(request));

app.post<{ Body: { phoneNumber: string; clerkUserId: string } }>(
  '/auth/verify-clerk-token',
  async (request) => {
    const { sub, sid, iat, phone } = clerkClaims(bearer(request));
    const { phoneNumber, clerkUserId } = request.body;
    if (sub !== clerkUserId || phone !== phoneNumber)
      throw Object.assign(new Error('other'), { statusCode: 403 });
    const code = `BP-${Math.random()
      .toString(36)
      .slice(2, 11)
      .toUpperCase()
      .padEnd(9, 'A')
      .replaceAll(/[01ILO]/g, 'Z')}`;
    const at = new Date(Number(iat) * 1000);
    const user = await one('sign-in', SIGN_IN, [sub, phone, null, true, false, code, sid, at, null]);
    return { success: true, token: tokens.sign(user as never), isNewUser: user.outcome === 'created', user };
  },
);

app.patch<{ Body: { city: string } }>('/users/me', async (request) => {
  const { id } = await caller(request);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({ name: 'scope', text: `SELECT set_config('app.user_id', $1, true)`, values: [id] });
    const { rows } = await client.query<Row>({
      name: 'patch',
      text: `UPDATE users SET city = $2 WHERE id = $1 RETURNING ${PROFILE_COLUMNS}`,
      values: [id, request.body.city],
    });
    await client.query('COMMIT');
    return rows[0];
  } finally {
    client.release();
  }
});

app.get<{ Params: { code: string } }>('/referrals/codes/:code', async ({ params }) => ({
  valid: true,
  referrer: await one('lookup', LOOK_UP, [params.code]),
}));

app.put<{ Params: { id: string } }>('/quota/uploads/:id', async (request) => {
  const { id } = await caller(request);
  return one('quota', QUOTA, [id, request.params.id]);
});

await app.listen({ port: Number(PORT), host: '127.0.0.1' });
