import { Settings } from './settings.ts';

describe(Settings.name, () => {
  it('turns what is named and leaves the rest', () => {
    const settings = new Settings({});

    settings.change({ codeLifeSeconds: 5, outage: { bapi: 'hang' } });

    expect(settings.values).toMatchObject({
      codeLifeSeconds: 5,
      resendWaitSeconds: 30,
      outage: { fapi: 'off', bapi: 'hang', jwks: 'off' },
    });
  });

  it('goes back to what it was started with', () => {
    const settings = new Settings({ sendsPerHour: 9 });
    settings.change({ sendsPerHour: 1 });

    settings.reset();

    expect(settings.values.sendsPerHour).toBe(9);
  });

  it('trims an origin to what browsers send', () => {
    expect(new Settings({ portalOrigins: ['http://localhost:3000/'] }).values.portalOrigins).toEqual([
      'http://localhost:3000',
    ]);
  });

  it.each([
    { codeLife: 5 },
    { outage: { api: 'error' } },
    { outage: { fapi: 'maybe' } },
    { sendsPerHour: -1 },
  ])('refuses %j and changes nothing', (patch) => {
    const settings = new Settings({});
    const before = settings.values;

    expect(() => settings.change(patch)).toThrow();
    expect(settings.values).toBe(before);
  });

  it('wakes who waits for a change', async () => {
    const settings = new Settings({});
    const woken = settings.nextChange();

    settings.change({ latencyMs: 1 });

    await woken;
  });
});
