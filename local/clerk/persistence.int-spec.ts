import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpBrowser } from './test/http-browser.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

interface Program {
  child: ChildProcess;
  url: string;
}

describe('the stand-in as a program', () => {
  let dataDir: string;
  let started: ChildProcess[] = [];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'clerk-'));
  });
  afterEach(async () => {
    await Promise.all(started.map(killed));
    started = [];
    rmSync(dataDir, { recursive: true, force: true });
  });

  function run(env: NodeJS.ProcessEnv = {}): ChildProcess {
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, NODE_ENV: 'test', CLERK_PORT: '0', CLERK_DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    return child;
  }

  async function start(): Promise<Program & { said: string }> {
    const child = run();
    let said = '';
    for await (const chunk of child.stdout ?? []) {
      said += String(chunk);
      const url = /http:\/\/localhost:[0-9]+/.exec(said)?.[0];
      if (url !== undefined) return { child, url, said };
    }
    throw new Error(`it did not start: ${said}`);
  }

  async function failure(env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
    const child = run(env);
    let said = '';
    child.stderr?.on('data', (chunk) => (said += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said };
  }

  it('keeps users, sessions and keys through kill -9', async () => {
    const first = await start();
    const asha = new HttpBrowser(first.url);
    const { userId, sessionId } = await asha.signUp('+919000000040');
    const keys = await textAt(`${first.url}/.well-known/jwks.json`);
    await killed(first.child);

    const second = await start();

    const back = new HttpBrowser(second.url);
    back.become(asha);
    expect((await back.get('/v1/client')).body.response).toMatchObject({
      sessions: [{ id: sessionId, user: { id: userId } }],
    });
    expect(await textAt(`${second.url}/.well-known/jwks.json`)).toBe(keys);
  });

  it.each([
    { file: 'state.json', text: '{"version":1,"users":[' },
    { file: 'state.json', text: '{"version":0}' },
    { file: 'state.json', text: 'null' },
    { file: 'signing-keys.json', text: '{"current":{"kty":"RSA"}}' },
    { file: 'signing-keys.json', text: '[]' },
    { file: 'secrets.json', text: '' },
  ])('says so, puts $file aside and starts afresh when it holds $text', async ({ file, text }) => {
    writeFileSync(join(dataDir, file), text);

    const { said, url } = await start();

    expect(said).toMatch(new RegExp(`^.*${file} could not be read .* starting afresh\\.\\n`));
    expect(readdirSync(dataDir).some((name) => name.startsWith(`${file}.unreadable-`))).toBe(true);
    await new HttpBrowser(url).signUp('+919000000041');
  });

  it('ends at SIGTERM with everything closed', async () => {
    const { child } = await start();

    child.kill('SIGTERM');

    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('says in one line that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;

    const { code, said } = await failure({ CLERK_PORT: String(port) });

    other.close();
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^✖ Port ${port} is taken.*set CLERK_PORT.*\\n$`));
  });

  it.each([
    { case: 'in production', env: { NODE_ENV: 'production' }, line: /^✖ .*NODE_ENV=production.*\n$/ },
    { case: 'with a live secret key', env: { CLERK_SECRET_KEY: 'sk_live_x' }, line: /^✖ .*live keys.*\n$/ },
    {
      case: 'with a live publishable key',
      env: { CLERK_PUBLISHABLE_KEY: 'pk_live_x' },
      line: /^✖ .*live keys.*\n$/,
    },
    {
      case: 'with a key of no instance',
      env: { CLERK_PUBLISHABLE_KEY: 'pk_test_x' },
      line: /^✖ .*pk_test_.*\n$/,
    },
  ])('refuses to start $case', async ({ env, line }) => {
    const { code, said } = await failure(env);

    expect(code).toBe(1);
    expect(said).toMatch(line);
  });
});

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'exit');
  child.kill('SIGKILL');
  await closed;
}

async function textAt(url: string): Promise<string> {
  return (await fetch(url)).text();
}
