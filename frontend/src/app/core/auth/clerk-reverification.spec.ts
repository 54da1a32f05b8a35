import { TestBed } from '@angular/core/testing';
import { ASHAS_NUMBER, RAVIS_NUMBER } from '../../../test/a-profile.js';
import { FakeClerk, clerkRefusal } from '../../../test/fake-clerk.js';
import { providePortal } from '../../../test/portal.js';
import { ClerkReverification } from './clerk-reverification.js';

let clerk: FakeClerk;
let reverification: ClerkReverification;

beforeEach(() => {
  clerk = new FakeClerk();
  clerk.signInAs(ASHAS_NUMBER);
  TestBed.configureTestingModule({ providers: providePortal(clerk) });
  reverification = TestBed.inject(ClerkReverification);
});

describe(ClerkReverification.name, () => {
  it('sends the code to the primary number', async () => {
    const added = clerk.account?.holds(RAVIS_NUMBER, 'verified');
    if (clerk.account && added) clerk.account.user.primaryPhoneNumber = added;
    await reverification.sendCode();
    expect(clerk.calls).toEqual(['startVerification', 'prepareVerification idn_2']);
  });

  it('confirms the code', async () => {
    await reverification.confirm('123456');
    expect(clerk.calls).toEqual(['attemptVerification 123456']);
  });

  it('passes a wrong code on', async () => {
    clerk.refusals.set('attemptVerification', clerkRefusal('form_code_incorrect'));
    await expect(reverification.confirm('111111')).rejects.toMatchObject({ code: 'form_code_incorrect' });
  });

  it('takes the lost answer to a right code for a yes', async () => {
    clerk.refusals.set('attemptVerification', clerkRefusal('verification_already_verified', 400));
    await expect(reverification.confirm('123456')).resolves.toBeUndefined();
  });

  it('does not take half a proof', async () => {
    if (clerk.account) clerk.account.reverified = 'needs_second_factor';
    await expect(reverification.confirm('123456')).rejects.toMatchObject({ code: 'more_steps_needed' });
  });

  it('asks to sign in where Clerk has no session', async () => {
    await clerk.signOut();
    await expect(reverification.sendCode()).rejects.toMatchObject({ code: 'signed_out' });
  });
});
