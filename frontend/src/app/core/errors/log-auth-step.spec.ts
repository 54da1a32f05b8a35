import { hideSecrets } from './log-auth-step.js';

describe(hideSecrets.name, () => {
  it('masks numbers and leaves out codes and tokens', () => {
    expect(hideSecrets('sent 123456 to +919876543210 with eyJhbGciOi.eyJzdWIi.c2ln')).toBe(
      'sent … to +91••••••3210 with …',
    );
  });
});
