import { SteadyClient } from './steady-client.js';

describe(SteadyClient.name, () => {
  it('survives an error that nobody listens for', () => {
    expect(() => new SteadyClient().emit('error', new Error('terminating connection'))).not.toThrow();
  });
});
