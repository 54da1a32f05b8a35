import { Reading } from './reading.js';

let reading: Reading<string>;

beforeEach(() => (reading = new Reading<string>()));

describe(Reading.name, () => {
  it('forgets what it holds, and why nothing came', async () => {
    reading.accept('asha');
    reading.forget();
    expect(reading.value()).toBeNull();
    await reading.run(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(reading.failure()).not.toBeNull();
    reading.forget();
    expect(reading.failure()).toBeNull();
  });

  it('does not take the answer to what was asked before it forgot', async () => {
    let answer: (name: string) => void = () => undefined;
    const asked = reading.run(() => new Promise((resolve) => (answer = resolve)));
    reading.forget();
    expect(reading.isLoading()).toBe(false);
    answer('asha');
    await asked;
    expect(reading.value()).toBeNull();
  });

  it('keeps what it holds while that is read again', async () => {
    reading.accept('asha');
    const asked = reading.run(() => Promise.resolve('ravi'));
    expect(reading.value()).toBe('asha');
    await asked;
    expect(reading.value()).toBe('ravi');
  });
});
