import { ModulesContainer } from '@nestjs/core';
import { type OpenAPIObject } from '@nestjs/swagger';
import { RequestMethod } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ERROR_STATUS, type ErrorCode } from '#contracts/error-codes.js';
import { Attackers } from '../test/attacks/attackers.js';
import { type Attack, attacksOn } from '../test/attacks/attacks.js';
import { documentedRoutes } from '../test/attacks/documented-route.js';
import { type Answer, TestApp } from '../test/test-app.js';
import { TestDatabase } from '../test/test-database.js';

/** Open to the world; a new one fails here until somebody decides. */
const WITHOUT_TOKEN = [
  'POST /webhooks/clerk',
  'GET /health/live',
  'GET /health/ready',
  'GET /referrals/codes/{code}',
];
/** Not of the API: they open and close its docs, and have tests of their own. */
const UNDOCUMENTED = [
  'POST /docs/session',
  'DELETE /docs/session',
  'GET /docs/sign-in.js',
  'GET /docs/leave.js',
];

const document = JSON.parse(
  readFileSync(new URL('../openapi/openapi.json', import.meta.url), 'utf8'),
) as OpenAPIObject;
const routes = documentedRoutes(document);
const table = routes.flatMap(attacksOn);

describe(`${routes.length} routes under ${table.length} attacks`, () => {
  let database: TestDatabase;
  let app: TestApp;
  let attackers: Attackers;
  let before: string;
  const bodiesOf401 = new Set<string>();

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${randomBytes(24).toString('base64')}` },
    });
    const exchange = routes.find(({ access }) => access === 'clerk')?.body ?? [];
    const example = (name: string): string => String(exchange.find((field) => field.name === name)?.example);
    attackers = await Attackers.signUp(app, database, {
      id: example('clerkUserId'),
      phoneNumber: example('phoneNumber'),
    });
    before = await database.contents();
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const send = ({ route, sender, body, contentType, ...attack }: Attack): Promise<Answer> => {
    const token = attackers.tokenOf(sender, route);
    return app.request(route.method, attackers.pathOf({ route, sender, body, contentType, ...attack }), {
      ...(token !== undefined && { token }),
      ...(body !== undefined && { body, headers: { 'content-type': contentType } }),
    });
  };

  it('are all the routes there are', async () => {
    expect((await app.request('GET', '/docs/openapi.json')).body).toEqual(document);
    const known = [...routes.map(({ name }) => name), ...UNDOCUMENTED];
    expect(handlersOf(app).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('are closed but for those listed here', () => {
    const open = routes.filter(({ access }) => access === 'public' || access === 'signature');
    expect(open.map(({ name }) => name).filter((name) => !WITHOUT_TOKEN.includes(name))).toEqual([]);
  });

  it('each give an example of every field, and are attacked', () => {
    const lacking = routes.flatMap(({ name, body, query }) =>
      [...(body ?? []), ...query]
        .filter(({ example, type }) => example === undefined && type !== 'object')
        .map((field) => `${name}: ${field.name}`),
    );
    expect(lacking).toEqual([]);
    expect(routes.filter((route) => attacksOn(route).length === 0)).toEqual([]);
  });

  describe.each(routes.map((route) => [route.name, attacksOn(route)] as const))('%s', (_route, attacks) => {
    it.each(attacks)('stands $name', async (attack) => {
      const answer = await send(attack);
      expect([answer.status, answer.text]).toEqual([attack.status, expect.anything()]);
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      if (attack.status >= 400) expectProblem(answer, attack);
      // What an admin reads is written down, and nothing else is.
      if (attack.status < 400) await database.rows('TRUNCATE audit_log');
      expect(await database.contents()).toBe(before);
    });
  });

  it('give one and the same 401', () => {
    expect([...bodiesOf401].length).toBe(1);
  });

  function expectProblem({ status, headers, body }: Answer, { code, route }: Attack): void {
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const { requestId, errors: _, ...rest } = body;
    expect(requestId).toBe(headers.get('x-request-id'));
    const given = String(body['code']) as ErrorCode;
    expect(rest).toEqual({
      type: `urn:bharatprint:error:${given}`,
      title: expect.any(String),
      status,
      code: code ?? given,
    });
    expect(ERROR_STATUS[given]).toBe(status);
    expect(route.codes).toContain(given);
    if (status !== 401) return;
    expect(headers.get('www-authenticate')).toBe('Bearer');
    bodiesOf401.add(JSON.stringify({ ...body, requestId: '' }));
  }
});

/** What Nest serves, whether documented or not. */
function handlersOf(app: TestApp): string[] {
  const controllers = [...app.nest.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prefix = String(Reflect.getMetadata('path', metatype));
    const prototype = metatype.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function' || !Reflect.hasMetadata('method', handler)) return [];
      const method = RequestMethod[Number(Reflect.getMetadata('method', handler))] ?? '';
      const path = `/${prefix}/${String(Reflect.getMetadata('path', handler))}`.replaceAll(/\/+/g, '/');
      return [`${method} ${path.replaceAll(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1')}`];
    });
  });
}
