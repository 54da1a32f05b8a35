import { PendingSignOut } from './pending-sign-out.js';

beforeEach(() => localStorage.clear());
afterEach(() => jest.restoreAllMocks());

describe(PendingSignOut.name, () => {
  it('outlives the page that asked', () => {
    new PendingSignOut().ask();
    expect(new PendingSignOut().isAsked()).toBe(true);
  });

  it('is over for every tab once one has made it good', () => {
    const [tab, another] = [new PendingSignOut(), new PendingSignOut()];
    tab.ask();
    another.done();
    expect(tab.isAsked()).toBe(false);
  });

  it('is known to the page where storage is switched off', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    for (const method of ['getItem', 'setItem', 'removeItem'] as const)
      jest.spyOn(Storage.prototype, method).mockImplementation(refuse);
    const tab = new PendingSignOut();
    tab.ask();
    expect(tab.isAsked()).toBe(true);
    tab.done();
    expect(tab.isAsked()).toBe(false);
  });
});
