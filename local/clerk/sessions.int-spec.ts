import { decodeProtectedHeader } from 'jose';
import { CLERK_JS_BUILDS } from './test/clerk-js-builds.ts';
import { freshNumber, TestBench } from './test/test-bench.ts';
import { NOBODY, type Visitor, type Who } from './test/visitor.ts';

interface ClerkPage {
  Clerk: { session: { getToken(): Promise<string> } };
}

describe.each(CLERK_JS_BUILDS)('a session in clerk-js $version', ({ open, shortTokenLife }) => {
  let bench: TestBench;
  let asha: Visitor;
  let who: Who;

  beforeAll(async () => {
    bench = await TestBench.open(open());
  });
  beforeEach(async () => {
    asha = await bench.visitor();
    who = await asha.signUp(freshNumber());
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it('outlives a reload, with a token that names the portal', async () => {
    await asha.reload();

    expect(await asha.who()).toEqual(who);
    expect(await bench.verify(await asha.step('token'))).toMatchObject({ azp: bench.portal.origin });
  });

  it('is shared by two tabs, and ends in both', async () => {
    const otherTab = await bench.secondTab(asha);
    expect(await otherTab.who()).toEqual(who);

    await asha.step('signOut');

    await otherTab.signedOut();
    expect(await asha.who()).toEqual(NOBODY);
  });

  it('ends at sign-out, also for the backend, and the browser can begin again', async () => {
    await asha.step('signOut');

    expect(await asha.who()).toEqual(NOBODY);
    const session = await bench.backend().sessions.getSession(who.sessionId ?? '');
    expect(session.status).toBe('removed');
    expect((await asha.signIn(who.phoneNumber ?? '')).userId).toBe(who.userId);
  });

  it('gets a new token by itself before the old one ends', async () => {
    bench.clerk.change({ tokenLifeSeconds: shortTokenLife });
    const first = await asha.step('freshToken');

    await asha.page.waitForResponse((answer) => answer.url().includes('/tokens'), { timeout: 15_000 });

    await asha.page.waitForFunction(
      async (old) => (await (globalThis as unknown as ClerkPage).Clerk.session.getToken()) !== old,
      first,
    );
    expect(await bench.verify(await asha.step('token'))).toMatchObject({ sid: who.sessionId });
  });

  it.each([
    {
      act: 'revokes the session',
      by: (it: Who) => bench.backend().sessions.revokeSession(it.sessionId ?? ''),
    },
    { act: 'deletes the user', by: (it: Who) => bench.backend().users.deleteUser(it.userId ?? '') },
    { act: 'bans the user', by: (it: Who) => bench.backend().users.banUser(it.userId ?? '') },
  ])('is over when the backend $act', async ({ by }) => {
    await by(who);

    await asha.refusal('freshToken');

    await asha.signedOut();
    await asha.reload();
    expect(await asha.who()).toEqual(NOBODY);
  });

  it.each([
    { rotateKeys: 'keep-old', keys: 2 },
    { rotateKeys: 'drop-old', keys: 1 },
  ])('goes on when the signing key is rotated ($rotateKeys)', async ({ rotateKeys, keys }) => {
    await bench.post('/_dev/settings', { rotateKeys: 'drop-old' });
    const old = keyIdOf(await asha.step('freshToken'));

    await bench.post('/_dev/settings', { rotateKeys });

    const token = await asha.step('freshToken');
    expect(keyIdOf(token)).not.toBe(old);
    expect(await bench.verify(token)).toMatchObject({ sub: who.userId });
    const published = (await bench.backend().jwks.getJwks()).keys?.map((key) => key.kid);
    expect(published).toEqual([keyIdOf(token), old].slice(0, keys));
  });

  it('outlives a restart of the stand-in', async () => {
    const old = await asha.step('token');
    await bench.restart();

    await asha.reload();

    expect(await asha.who()).toEqual(who);
    expect(await bench.verify(old)).toMatchObject({ sub: who.userId });
    expect(await bench.verify(await asha.step('freshToken'))).toMatchObject({ sub: who.userId });
  });

  it('lets its user read the own record', async () => {
    expect(await asha.step('reloadUser')).toBe(who.userId);
  });
});

function keyIdOf(token: string): string {
  return decodeProtectedHeader(token).kid ?? '';
}
