import { request } from 'node:http';
import { HttpBrowser } from '../test/http-browser.ts';
import { discard, startScratchClerk, type ScratchClerk } from '../test/scratch-clerk.ts';

describe("the developer's routes", () => {
  let clerk: ScratchClerk;

  beforeAll(async () => {
    clerk = await startScratchClerk({ settings: { resendWaitSeconds: 0, sendsPerHour: 100 } });
  });
  beforeEach(() => clerk.reset());
  afterAll(() => discard(clerk));

  async function send(phoneNumber: string): Promise<string> {
    await new HttpBrowser(clerk.url).sendCode(phoneNumber);
    return clerk.messages(phoneNumber)[0]?.code ?? '';
  }

  it('allows no script but its own', async () => {
    const policy = (await fetch(clerk.url)).headers.get('content-security-policy');

    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it.each(['/', '/_dev/messages', '/inbox/messages'])(
    'hides %s from a page that only claims to be local',
    async (path) => {
      const status = await statusOf(path, { host: 'rebound.example' });

      expect(status).toBe(400);
    },
  );

  it('are not for who comes through a proxy', async () => {
    expect(await statusOf('/_dev/messages', { 'x-forwarded-host': 'localhost:3000' })).toBe(400);
  });

  it('are not behind the prefix that portals proxy', async () => {
    for (const path of ['/__clerk/', '/__clerk/_dev/messages', '/__clerk/inbox/messages']) {
      expect(await statusOf(path, {})).toBe(404);
    }
  });

  it('takes no orders from a page of another origin', async () => {
    const answer = await fetch(`${clerk.url}/_dev/reset`, {
      method: 'POST',
      headers: { origin: 'https://example.com' },
    });

    expect(answer.status).toBe(400);
  });

  it('lists messages as JSON, for a number however it is written', async () => {
    const code = await send('+919876543210');
    await send('+918123456789');

    const answer = await fetch(`${clerk.url}/_dev/messages?phone=%2B91%2098765-43210`);

    expect(await answer.json()).toEqual({
      items: [
        {
          to: '+919876543210',
          body: expect.stringContaining(code) as unknown,
          code,
          sentAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
        },
      ],
    });
  });

  it('names a knob that does not exist', async () => {
    const answer = await fetch(`${clerk.url}/_dev/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"codeLife":5}',
    });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('codeLife');
  });

  function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const asked = request({ port: clerk.port, path, headers }, (answer) => {
        answer.destroy();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
  }
});
