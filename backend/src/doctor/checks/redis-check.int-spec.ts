import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { freePort } from '../../../../local/free-ports.ts';
import { loopbackCertificate } from '../../../test/certificate.js';
import { testEnvironment } from '../../../test/test-environment.js';
import { TestRedis } from '../../../test/test-redis.js';
import { redisCheck } from './redis-check.js';

const redisHere = await TestRedis.describe();
const look = async (url: string) => (await redisCheck(testEnvironment({ REDIS_URL: url })))['Redis'];
const failing = (says: RegExp) => ({ level: 'failure', says: expect.stringMatching(says) });
const WELL = { level: 'ok', says: 'Answers, and counts.' };

redisHere.run(`${redisCheck.name} of a real server`, () => {
  let redis: TestRedis;

  beforeAll(async () => {
    redis = await TestRedis.start(redisHere.program);
  });

  afterAll(() => redis.stop());

  const withUser = (user: string) => redis.url.replace('//', `//${user}@`);

  it('finds it well', async () => {
    await redis.restart();
    expect(await look(redis.url)).toEqual(WELL);
  });

  it('tells a wrong or missing password from a right one', async () => {
    await redis.restart('--requirepass', 'sésame');
    expect(await look(withUser(':s%C3%A9same'))).toEqual(WELL);
    expect(await look(withUser('default:s%C3%A9same'))).toEqual(WELL);
    for (const url of [redis.url, withUser(':other'), withUser('nobody:s%C3%A9same')]) {
      expect(await look(url)).toEqual(failing(/^Redis refuses the user or the password of REDIS_URL\.$/));
    }
  });

  it.each([
    ['full', ['--maxmemory', '1', '--maxmemory-policy', 'noeviction'], /no counters \(OOM\)/],
    ['a replica', ['--replicaof', '127.0.0.1 9'], /no counters \(READONLY\)/],
  ])('fails one that is %s', async (_case, settings, says) => {
    await redis.restart(...settings);
    expect(await look(redis.url)).toEqual(failing(says));
  });

  it('gives up on one that hangs', async () => {
    await redis.restart();
    redis.freeze();
    expect(await look(redis.url)).toEqual(failing(/cannot be reached/));
    redis.thaw();
  });

  it('speaks TLS where the URL says so, to nobody it does not trust', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bharatprint-redis-'));
    const { key, cert } = loopbackCertificate();
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    await writeFile(keyFile, key);
    await writeFile(certFile, cert);
    const port = await freePort();
    const files = ['--tls-key-file', keyFile, '--tls-cert-file', certFile, '--tls-ca-cert-file', certFile];
    await redis.restart('--tls-port', String(port), '--tls-auth-clients', 'no', ...files);
    const overTls = `rediss://127.0.0.1:${port}`;

    expect(await look(overTls)).toEqual(failing(/not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/));
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, cert]);
    try {
      expect(await look(overTls)).toEqual(WELL);
      expect(await look(overTls.replace('rediss:', 'redis:'))).toEqual(failing(/TLS is not that of the URL/));
      // Redis waits for the end of a command that a TLS greeting is not: whichever side gives up first, it fails.
      expect(await look(redis.url.replace('redis:', 'rediss:'))).toMatchObject({ level: 'failure' });
    } finally {
      setDefaultCACertificates(before);
      await rm(folder, { recursive: true });
    }
  });
});

describe(redisCheck.name, () => {
  it('fails what is no Redis', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await look(`redis://127.0.0.1:${port}`)).toEqual(failing(/is not Redis/));
    server.close();
    expect(await look(`redis://127.0.0.1:${port}`)).toEqual(failing(/cannot be reached/));
  });

  it('warns where replicas of production count alone', async () => {
    const alone = (changes: Record<string, string>) => redisCheck(testEnvironment(changes));
    expect((await alone({}))['Redis']?.level).toBe('ok');
    const production = {
      NODE_ENV: 'production',
      CLERK_JWKS_URL: 'https://clerk.bharatprint.in/.well-known/jwks.json',
      CLERK_API_URL: 'https://api.clerk.com',
      CORS_ORIGINS: 'https://bharatprint.in',
    };
    expect((await alone(production))['Redis']?.level).toBe('warning');
  });
});
