import { type ComponentFixture } from '@angular/core/testing';
import { aHeldReferral } from '../../../../test/an-account.js';
import { address, openAdminPage } from '../../../../test/admin-portal.js';
import { FakeApi, problem } from '../../../../test/fake-api.js';
import { named, settled, shown } from '../../../../test/page-queries.js';
import { ReferralsPage } from './referrals-page.js';

const HELD = '/admin/referrals?status=held&order=oldest';
const DECIDE = `/admin/referrals/${aHeldReferral().id}`;
const DECISION = { at: '2026-11-22T04:30:00.000Z', by: 'asha', reason: 'Two brothers' };

let api: FakeApi;
let page: ComponentFixture<unknown>;

const root = (): HTMLElement => page.nativeElement as HTMLElement;
const openDialog = (): HTMLDialogElement | null => root().querySelector('dialog[open]');
const sent = (path: string): unknown[] =>
  api.calls.filter((call) => call.path === path).map(({ body }) => body);

async function press(name: string, kind: 'button' | 'a' = 'button'): Promise<void> {
  named(page, kind, name).click();
  await settled(page);
}

async function confirmWith(reason: string): Promise<void> {
  const field = openDialog()!.querySelector('textarea')!;
  field.value = reason;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled(page);
  openDialog()?.querySelector<HTMLButtonElement>('.button-primary')?.click();
  await settled(page);
}

beforeEach(() => {
  localStorage.clear();
  api = new FakeApi();
  api.answersWith({ status: 200, body: { items: [], nextCursor: null } });
  api.answersAt(HELD, { status: 200, body: { items: [aHeldReferral()], nextCursor: null } });
});
afterEach(() => {
  root().remove();
  page.destroy();
});

describe(ReferralsPage.name, () => {
  it('shows both shops and why a referral is held, the oldest first', async () => {
    page = await openAdminPage('/admin/referrals');
    expect(sent(HELD)).toHaveLength(1);
    for (const text of [
      'Asha Digital Prints',
      'Pune',
      'Ravi Xerox',
      'Both shops have the same name and PIN code.',
    ])
      expect(shown(page)).toContain(text);
  });

  it.each([
    [
      'Approve',
      'approve',
      aHeldReferral({ status: 'rewarded', decision: DECISION }),
      'Approved. Where it stands now: Rewarded.',
    ],
    [
      'Approve',
      'approve',
      aHeldReferral({ status: 'joined', decision: DECISION }),
      'Approved. Where it stands now: Joined.',
    ],
    [
      'Reject',
      'reject',
      aHeldReferral({ status: 'rejected', decision: DECISION }),
      'Rejected. Nobody gets anything for it.',
    ],
  ])('%s with a reason shows in place what became of it', async (button, decision, decided, sentence) => {
    page = await openAdminPage('/admin/referrals');
    api.answersAt(`${DECIDE}/${decision}`, { status: 200, body: decided });
    await press(button);
    await confirmWith('Two brothers');
    expect(sent(`${DECIDE}/${decision}`)).toEqual([{ reason: 'Two brothers' }]);
    expect(document.activeElement?.textContent).toContain(sentence);
    expect(shown(page)).toContain('“Two brothers”');
    expect(() => named(page, 'button', 'Approve')).toThrow();
  });

  it('takes a reward back', async () => {
    const rewarded = aHeldReferral({
      status: 'rewarded',
      heldReason: null,
      rewardedAt: '2026-11-22T04:30:00.000Z',
    });
    api.answersAt('/admin/referrals?status=rewarded&order=newest', {
      status: 200,
      body: { items: [rewarded], nextCursor: null },
    });
    api.answersAt(`${DECIDE}/reverse`, {
      status: 200,
      body: { ...rewarded, status: 'rejected', decision: DECISION },
    });
    page = await openAdminPage('/admin/referrals');
    await press('Rewarded', 'a');
    expect(address()).toBe('/admin/referrals?status=rewarded');
    await press('Take the reward back');
    await confirmWith('No brothers after all');
    expect(shown(page)).toContain('The reward is taken back from both shops.');
  });

  describe('when somebody else has decided meanwhile', () => {
    const approveInVain = async (): Promise<void> => {
      page = await openAdminPage('/admin/referrals');
      api.answersAt(`${DECIDE}/approve`, problem(409, 'referral.not_held'));
      named(page, 'button', 'Approve').focus();
      await press('Approve');
      await confirmWith('Two brothers');
    };
    const cancel = async (): Promise<void> => {
      openDialog()?.querySelector<HTMLButtonElement>('.button-quiet')?.click();
      await settled(page);
    };

    it('reads the list anew, and gives the focus of the card that goes to the heading', async () => {
      await approveInVain();
      expect(openDialog()?.textContent).toContain('This referral was decided already.');
      api.answersAt(HELD, { status: 200, body: { items: [], nextCursor: null } });
      await cancel();
      expect(shown(page)).toContain('Nothing waits here');
      expect(document.activeElement).toBe(root().querySelector('h1'));
    });

    it('leaves the focus on a card that stays', async () => {
      await approveInVain();
      await cancel();
      expect(sent(HELD)).toHaveLength(2);
      expect(document.activeElement).toBe(named(page, 'button', 'Approve'));
    });
  });

  it('goes on to the next page', async () => {
    api.answersAt(HELD, { status: 200, body: { items: [aHeldReferral()], nextCursor: 'next' } });
    page = await openAdminPage('/admin/referrals');
    await press('Next page', 'a');
    expect(sent(`${HELD}&cursor=next`)).toHaveLength(1);
  });
});
