import { type ComponentFixture } from '@angular/core/testing';
import { aProfile } from '../../../../test/a-profile.js';
import { anAccount, anEntry, ASHAS_ID, RAVIS_ID } from '../../../../test/an-account.js';
import { openAdminPage } from '../../../../test/admin-portal.js';
import { FakeApi, problem } from '../../../../test/fake-api.js';
import { labelled, named, settled, shown, typeInto } from '../../../../test/page-queries.js';
import { UserPage } from './user-page.js';

const PATH = `/admin/users/${RAVIS_ID}`;
const HISTORY = `/admin/audit-log?subject=${RAVIS_ID}&limit=10`;
const UPLOAD = '5f1c7a52-9d3e-4b1a-8c64-2e7f0a9b3d18';

let api: FakeApi;
let page: ComponentFixture<unknown>;

const root = (): HTMLElement => page.nativeElement as HTMLElement;
const openDialog = (): HTMLDialogElement | null => root().querySelector('dialog[open]');
const sent = (path: string): unknown[] =>
  api.calls.filter((call) => call.path === path).map(({ body }) => body);

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await settled(page);
}

async function confirm(): Promise<void> {
  openDialog()?.querySelector<HTMLButtonElement>('.button:not(.button-quiet)')?.click();
  await settled(page);
}

/** The reason of the dialog that is open: each has a field of that name. */
async function giveReason(text: string): Promise<void> {
  const field = openDialog()!.querySelector('textarea')!;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled(page);
}

async function open(account = anAccount()): Promise<void> {
  api.answersAt(PATH, { status: 200, body: account });
  page = await openAdminPage(PATH);
}

beforeEach(() => {
  localStorage.clear();
  api = new FakeApi();
  api.answersWith({ status: 200, body: aProfile() });
  api.answersAt(HISTORY, { status: 200, body: { items: [anEntry()], nextCursor: 'more' } });
});
afterEach(() => {
  root().remove();
  page.destroy();
});

describe(UserPage.name, () => {
  it('shows the account whole, and what was done to it', async () => {
    await open(
      anAccount({
        formerPhoneNumbers: [
          { phoneNumber: '+91••••••5678', reason: 'changed', releasedAt: '2026-11-01T10:00:00.000Z' },
        ],
        referrals: { invited: 3, rewarded: 1, invitedBy: ASHAS_ID },
      }),
    );
    for (const fact of [
      'Ravi Xerox',
      '+91 91234 56780',
      '+91••••••5678, until 1 Nov 2026',
      'Jodhpur, Rajasthan, 342001',
      'हिन्दी',
      'BP-R4V1X3R0X',
      '22 Nov 2026, 12:30 am IST',
      'Blocked the account.',
      'Reason: “Spam, ticket 4711”',
    ]) {
      expect(shown(page).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toContain(fact);
    }
    expect(named(page, 'a', 'Open that account').getAttribute('href')).toBe(`/admin/users/${ASHAS_ID}`);
    expect(named(page, 'a', 'The whole history').getAttribute('href')).toBe(
      `/admin/audit-log?subject=${RAVIS_ID}`,
    );
  });

  it('says that there is no such account', async () => {
    api.answersAt(PATH, problem(404, 'request.not_found'));
    page = await openAdminPage(PATH);
    expect(shown(page)).toContain('This does not exist any more.');
    expect(sent(HISTORY)).toEqual([]);
  });

  it('keeps what it says of an account that is asked for again, until the answer comes', async () => {
    api.answersAt(PATH, null);
    page = await openAdminPage(PATH);
    const answer = api.answersLaterAt(PATH, { status: 200, body: anAccount() });
    await press('Try again');
    expect(shown(page)).toContain('This did not load');
    answer();
    await settled(page);
    expect(shown(page)).toContain('Ravi Xerox');
  });

  describe('blocking', () => {
    it('asks for a reason first, and sends nothing without one', async () => {
      await open();
      await press('Block');
      expect(openDialog()?.textContent).toContain('Block Ravi Xerox?');
      await giveReason('   ');
      await confirm();
      expect(openDialog()?.textContent).toContain('Say why.');
      expect(document.activeElement).toBe(openDialog()?.querySelector('textarea'));
      expect(sent(`${PATH}/block`)).toEqual([]);
    });

    it('happens once however often it is pressed, and shows what became of it', async () => {
      await open();
      const go = api.answersLaterAt(`${PATH}/block`, {
        status: 200,
        body: anAccount({ status: 'blocked', blockedAt: '2026-11-22T04:30:00.000Z' }),
      });
      await press('Block');
      await giveReason('Spam, ticket 4711');
      for (let n = 0; n < 3; n += 1) await confirm();
      go();
      await settled(page);
      expect(sent(`${PATH}/block`)).toEqual([{ reason: 'Spam, ticket 4711' }]);
      expect(openDialog()).toBeNull();
      expect(document.activeElement?.textContent).toContain('The account is blocked');
      expect(named(page, 'button', 'Unblock')).toBeTruthy();
      expect(sent(HISTORY)).toHaveLength(2);
    });

    it('keeps what was typed when no answer comes, and says that it is not sure', async () => {
      await open();
      api.answersAt(`${PATH}/block`, null);
      await press('Block');
      await giveReason('Spam');
      await confirm();
      expect(openDialog()?.querySelector('textarea')?.value).toBe('Spam');
      expect(openDialog()?.textContent).toContain('Look at the history before you try again.');
    });

    it('is not sure only when it cannot know', async () => {
      await open();
      api.answersAt(`${PATH}/block`, problem(409, 'user.erased'));
      await press('Block');
      await giveReason('Spam');
      await confirm();
      expect(openDialog()?.textContent).toContain('This account has been erased.');
      expect(openDialog()?.textContent).not.toContain('Look at the history');
    });

    it('is not offered for the own account', async () => {
      await open(anAccount({ id: ASHAS_ID }));
      expect(shown(page)).toContain('somebody else has to block it');
      expect(() => named(page, 'button', 'Block it')).toThrow();
    });
  });

  it('unblocks', async () => {
    await open(anAccount({ status: 'blocked', blockedAt: '2026-11-22T04:30:00.000Z' }));
    api.answersAt(`${PATH}/unblock`, { status: 200, body: anAccount() });
    await press('Unblock');
    await giveReason('Cleared up');
    await confirm();
    expect(sent(`${PATH}/unblock`)).toEqual([{ reason: 'Cleared up' }]);
    expect(shown(page)).toContain('The account is unblocked.');
  });

  describe('changing the plan', () => {
    const change = async (plan: string, limit: string): Promise<void> => {
      await press('Change plan or limit');
      const select = labelled(page, 'Plan') as HTMLSelectElement;
      select.value = plan;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await typeInto(page, 'Uploads a month', limit);
      await giveReason('Paid for a year');
      await confirm();
    };

    it.each([
      ['premium', '', { subscriptionStatus: 'premium' }],
      ['free', '४०', { monthlyUploadLimit: 40 }],
      ['premium', '1,000', { subscriptionStatus: 'premium', monthlyUploadLimit: 1000 }],
    ])('to %s with the limit “%s” sends what is changed alone', async (plan, limit, body) => {
      await open();
      api.answersAt(PATH, {
        status: 200,
        body: anAccount({ subscriptionStatus: 'premium', monthlyUploadLimit: 505 }),
      });
      await change(plan, limit);
      expect(sent(PATH).at(-1)).toEqual({ ...body, reason: 'Paid for a year' });
      expect(shown(page)).toContain('Plan and limit are changed: Premium, 505 uploads a month.');
    });

    it.each([
      ['', 'Choose another plan, or type a limit.'],
      ['-1', 'A whole number from 0 to 1,00,000.'],
      ['100001', 'A whole number from 0 to 1,00,000.'],
      ['many', 'A whole number from 0 to 1,00,000.'],
    ])('asks again for a limit like “%s”', async (limit, sentence) => {
      await open();
      await change('free', limit);
      expect(openDialog()?.textContent).toContain(sentence);
      expect(sent(PATH)).toHaveLength(1);
    });
  });

  it('restores a parked account, parking who has its number when told to', async () => {
    await open(anAccount({ status: 'parked', phoneNumber: null, parkedAt: '2026-11-22T04:30:00.000Z' }));
    api.answersAt(`${PATH}/restore-parked`, problem(409, 'user.phone_taken'), {
      status: 200,
      body: anAccount(),
    });
    await press('Restore');
    await giveReason('Has the number again');
    await confirm();
    expect(openDialog()?.textContent).toContain('Another account uses this number now.');
    openDialog()?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    await confirm();
    expect(sent(`${PATH}/restore-parked`)).toEqual([
      { reason: 'Has the number again', parkHolder: false },
      { reason: 'Has the number again', parkHolder: true },
    ]);
    expect(shown(page)).toContain('The account is restored');
  });

  it('gives an upload back by its id', async () => {
    await open();
    api.answersAt(`${PATH}/uploads/${UPLOAD}/give-back`, {
      status: 200,
      body: anAccount({ uploadsUsedThisMonth: 6 }),
    });
    await press('Give an upload back');
    await giveReason('Blank pages');
    await typeInto(page, 'Upload ID', 'invoice-7');
    await confirm();
    expect(openDialog()?.textContent).toContain('This is not an upload ID.');
    await typeInto(page, 'Upload ID', ` ${UPLOAD} `);
    await confirm();
    expect(sent(`${PATH}/uploads/${UPLOAD}/give-back`)).toEqual([{ reason: 'Blank pages' }]);
    expect(shown(page)).toContain('The upload is given back: 6 of 25 used this month.');
  });

  it('offers nothing for an erased account', async () => {
    await open(anAccount({ status: 'erased', erasedAt: '2026-11-22T04:30:00.000Z', phoneNumber: null }));
    expect(shown(page)).toContain('A deleted account cannot be changed.');
    expect(root().querySelectorAll('dialog')).toHaveLength(0);
  });
});
