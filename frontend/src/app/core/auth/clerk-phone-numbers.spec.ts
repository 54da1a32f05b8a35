import { TestBed } from '@angular/core/testing';
import { ASHAS_NUMBER, RAVIS_NUMBER } from '../../../test/a-profile.js';
import { FakeClerk, clerkRefusal } from '../../../test/fake-clerk.js';
import { providePortal } from '../../../test/portal.js';
import { remember } from '../browser/tab-memory.js';
import { ClerkPhoneNumbers, KEPT_NUMBER_CHANGE } from './clerk-phone-numbers.js';

const NEW = '+919812345678';
let clerk: FakeClerk;
let numbers: ClerkPhoneNumbers;

beforeEach(() => {
  sessionStorage.clear();
  clerk = new FakeClerk();
  clerk.signInAs(ASHAS_NUMBER);
  TestBed.configureTestingModule({ providers: providePortal(clerk) });
  numbers = TestBed.inject(ClerkPhoneNumbers);
});

describe(ClerkPhoneNumbers.name, () => {
  it('adds the number and sends it a code', async () => {
    await expect(numbers.sendCode(NEW)).resolves.toBe('sent');
    expect(clerk.calls).toEqual([`createPhone ${NEW}`, 'preparePhone idn_2']);
  });

  it('uses the number that was left unproved', async () => {
    clerk.account?.holds(NEW, 'unverified');
    await numbers.sendCode(NEW);
    expect(clerk.calls).toEqual(['preparePhone idn_2']);
  });

  it('throws away another number that was left unproved', async () => {
    clerk.account?.holds(RAVIS_NUMBER, 'unverified');
    await numbers.sendCode(NEW);
    expect(clerk.calls).toEqual(['destroyPhone idn_2', `createPhone ${NEW}`, 'preparePhone idn_3']);
  });

  it('needs no code for a number that was proved before', async () => {
    clerk.account?.holds(NEW, 'verified');
    await expect(numbers.sendCode(NEW)).resolves.toBe('verified');
    expect(clerk.calls).toEqual([]);
  });

  it("refuses somebody else's number", async () => {
    clerk.refusals.set('createPhone', clerkRefusal('form_identifier_exists'));
    await expect(numbers.sendCode(NEW)).rejects.toBeDefined();
    expect(clerk.calls).toEqual([`createPhone ${NEW}`, 'reloadUser']);
  });

  it('finds the own number when only the answer was lost', async () => {
    clerk.refusals.set('createPhone', clerkRefusal('form_identifier_exists'));
    const sending = numbers.sendCode(NEW);
    clerk.account?.holds(NEW, 'unverified');
    await expect(sending).resolves.toBe('sent');
  });

  it('confirms the code, and takes the lost answer to a right one for a yes', async () => {
    clerk.account?.holds(NEW, 'unverified');
    clerk.refusals.set('attemptPhone', clerkRefusal('verification_already_verified', 400));
    await expect(numbers.confirm(NEW, '123456')).resolves.toBeUndefined();
    await numbers.confirm(NEW, '123456');
    await expect(numbers.confirm(RAVIS_NUMBER, '123456')).rejects.toMatchObject({ code: 'attempt_lost' });
  });

  it('looks again at Clerk before it gives a number up', async () => {
    await expect(numbers.confirm(NEW, '123456')).rejects.toMatchObject({ code: 'attempt_lost' });
    const confirming = numbers.confirm(NEW, '123456');
    clerk.account?.holds(NEW, 'unverified');
    await confirming;
    expect(clerk.calls).toEqual(['reloadUser', 'attemptPhone 123456']);
  });

  it('makes it primary, once', async () => {
    clerk.account?.holds(NEW, 'verified');
    await numbers.makePrimary(NEW);
    await numbers.makePrimary(NEW);
    expect(clerk.calls).toEqual(['makePrimary idn_2']);
  });

  it('takes the others away, and does not mind when that fails', async () => {
    clerk.account?.holds(NEW, 'verified');
    clerk.refusals.set('destroyPhone', clerkRefusal('resource_not_found', 404));
    await expect(numbers.dropOthers(NEW)).resolves.toBeUndefined();
    expect(clerk.calls).toEqual(['destroyPhone idn_1']);
  });

  it('takes away what a cut-off change left behind, but not while Clerk has another number for the owner', async () => {
    clerk.account?.holds(RAVIS_NUMBER, 'verified');
    await numbers.dropLeftovers(NEW, 'u1');
    expect(clerk.calls).toEqual([]);
    await numbers.dropLeftovers(ASHAS_NUMBER, 'u1');
    expect(clerk.calls).toEqual(['destroyPhone idn_2']);
  });

  it.each([
    { of: 'u1', step: 'finish', dropped: [] },
    { of: 'u1', step: 'code', dropped: ['destroyPhone idn_2'] },
    { of: 'u2', step: 'finish', dropped: ['destroyPhone idn_2'] },
  ])('takes of $of, at $step in this tab, $dropped', async ({ of, step, dropped }) => {
    remember(KEPT_NUMBER_CHANGE, { of, step });
    clerk.account?.holds(NEW, 'verified');
    await numbers.dropLeftovers(ASHAS_NUMBER, 'u1');
    expect(clerk.calls).toEqual(dropped);
  });

  it('forgets a number that was taken away on another phone', async () => {
    clerk.account?.holds(NEW, 'verified');
    clerk.refusals.set('makePrimary', clerkRefusal('resource_not_found', 404));
    await expect(numbers.makePrimary(NEW)).rejects.toMatchObject({ code: 'attempt_lost' });
    expect(clerk.calls).toEqual(['makePrimary idn_2', 'reloadUser']);
  });

  it('leaves numbers alone where nobody is signed in at Clerk', async () => {
    clerk.identity.set(null);
    await numbers.dropLeftovers(ASHAS_NUMBER, 'u1');
    expect(clerk.calls).toEqual([]);
  });
});
