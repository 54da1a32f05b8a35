import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type Answer, FakeApi, problem } from '../../../../test/fake-api.js';
import { FakeClerk } from '../../../../test/fake-clerk.js';
import { labelled, named, settled, shown, typeInto } from '../../../../test/page-queries.js';
import { providePortal } from '../../../../test/portal.js';
import { Crash } from '../../../core/errors/app-error-handler.js';
import { KeptInvitation } from '../../../core/invitation/kept-invitation.js';
import { Translator } from '../../../core/i18n/translator.js';
import { InvitationPlace } from './invitation-place.js';

const CODE = 'BP-9QWERT234';
const FIELD = 'Invitation code';
const of = (shopName: string | null, city: string | null): Answer => ({
  status: 200,
  body: { valid: true, referrer: { shopName, city } },
});
const UNKNOWN: Answer = { status: 200, body: { valid: false, referrer: null } };
let api: FakeApi;
let page: ComponentFixture<InvitationPlace>;

async function open(code: string | null, ...answers: Answer[]): Promise<void> {
  TestBed.configureTestingModule({ providers: providePortal(new FakeClerk()) });
  if (code !== null) TestBed.inject(KeptInvitation).keep(code);
  api.answersWith(...answers);
  page = TestBed.createComponent(InvitationPlace);
  document.body.append(page.nativeElement as HTMLElement);
  await arrived();
}

/** The card comes as code of its own, which takes turns of the loop and not only promises. */
async function arrived(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await settled(page);
  }
}

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await arrived();
}

const kept = (): KeptInvitation => TestBed.inject(KeptInvitation);
const field = (): HTMLInputElement => labelled(page, FIELD) as HTMLInputElement;
const hasField = (): boolean => page.nativeElement instanceof HTMLElement && shown(page).includes(FIELD);

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  api = new FakeApi();
});
afterEach(() => {
  (page.nativeElement as HTMLElement).remove();
  page.destroy();
});

describe(InvitationPlace.name, () => {
  describe('with a code from a link', () => {
    it.each([
      ['Sharma Prints', 'Jaipur', 'Sharma Prints, Jaipur invites you'],
      ['Sharma Prints', null, 'Sharma Prints invites you'],
      [null, null, 'A print shop invites you'],
    ])('says who invites: %s, %s', async (shopName, city, words) => {
      await open(CODE, of(shopName, city));
      expect(shown(page)).toContain(words);
      expect(shown(page)).toContain(
        'You both get 5 uploads a month more once your shop’s profile is complete.',
      );
      expect(api.calls).toEqual([
        { method: 'GET', path: `/referrals/codes/${CODE}`, token: null, body: null },
      ]);
    });

    it('does not ask again who that is', async () => {
      await open(CODE, of('Sharma Prints', 'Jaipur'));
      page.destroy();
      TestBed.resetTestingModule();
      await open(null, null);
      expect(shown(page)).toContain('Sharma Prints, Jaipur invites you');
      expect(api.calls).toHaveLength(1);
    });

    it('says calmly that it is unknown, keeps it, and offers to type another', async () => {
      await open(CODE, UNKNOWN);
      expect(shown(page)).toContain(`We do not know the code ${CODE}`);
      expect(shown(page)).toContain('You can go on without it.');
      expect(kept().code()).toBe(CODE);

      await press('Change code');
      expect(field().value).toBe(CODE);
      expect(document.activeElement).toBe(field());
    });

    it.each([
      ['the server is not reached', null],
      ['it was asked too often', problem(429, 'request.rate_limited')],
      ['the server is in trouble', problem(503, 'database.unavailable')],
    ])('says only that it is kept when %s', async (_case, answer) => {
      await open(CODE, answer);
      expect(shown(page)).toContain(`Your invitation code ${CODE} is kept.`);
      expect(kept().code()).toBe(CODE);
    });

    it('asks again when the connection is back', async () => {
      await open(CODE, null, of('Sharma Prints', 'Jaipur'));
      window.dispatchEvent(new Event('online'));
      await arrived();
      expect(shown(page)).toContain('Sharma Prints, Jaipur invites you');
    });

    it('can be taken out, and the way to type one is there again', async () => {
      await open(CODE, of('Sharma Prints', 'Jaipur'));
      await press('Remove code');
      expect(kept().code()).toBeNull();
      expect(document.activeElement).toBe(named(page, 'button', 'Have an invitation code?'));
    });

    it('speaks Hindi after a switch', async () => {
      await open(CODE, of('Sharma Prints', 'Jaipur'));
      await TestBed.inject(Translator).speak('hi');
      await arrived();
      expect(shown(page)).toContain('Sharma Prints, Jaipur ने आपको बुलाया है');
    });
  });

  describe('with a code typed by hand', () => {
    it('takes nothing of the page until it is asked for', async () => {
      await open(null, UNKNOWN);
      expect(shown(page).trim()).toBe('Have an invitation code?');
      expect(api.calls).toEqual([]);
    });

    it('has the page opened afresh when what it takes does not arrive', async () => {
      jest.doMock('../later-steps.js', () => {
        throw new TypeError('Failed to fetch dynamically imported module');
      });
      await open(null, UNKNOWN);
      await press('Have an invitation code?');
      jest.dontMock('../later-steps.js');
      expect(TestBed.inject(Crash).report()).toEqual({ kind: 'page', url: location.href });
      expect(shown(page).trim()).toBe('Have an invitation code?');
    });

    it('opens one field, ready to type', async () => {
      await open(null, UNKNOWN);
      await press('Have an invitation code?');
      expect(document.activeElement).toBe(field());
      expect(field().getAttribute('autocapitalize')).toBe('characters');
    });

    it.each(['bp 9qw ert 234', '9QWERT234', 'https://bharatprint.in/r/BP-9QWERT234'])(
      'takes %j, and says who invites',
      async (typed) => {
        await open(null, of('Sharma Prints', 'Jaipur'));
        await press('Have an invitation code?');
        await typeInto(page, FIELD, typed);
        await press('Use code');
        expect(kept().code()).toBe(CODE);
        expect(shown(page)).toContain('Sharma Prints, Jaipur invites you');
        expect(document.activeElement).toBe(named(page, 'button', 'Change code'));
      },
    );

    it.each([
      ['', 'Type the code first.'],
      ['BP-9QW', 'This is not an invitation code.'],
    ])('says what is wrong with %j, and keeps what was typed', async (typed, words) => {
      await open(null, UNKNOWN);
      await press('Have an invitation code?');
      await typeInto(page, FIELD, typed);
      await press('Use code');
      expect(shown(page)).toContain(words);
      expect(field().value).toBe(typed);
      expect(field().getAttribute('aria-invalid')).toBe('true');
      expect(document.activeElement).toBe(field());
      expect(kept().code()).toBeNull();

      field().value = '9';
      field().dispatchEvent(new Event('input', { bubbles: true }));
      await arrived();
      expect(field().hasAttribute('aria-invalid')).toBe(false);
    });

    it('keeps a whole code of somebody who goes on without pressing the button, and stays where it is', async () => {
      await open(null, UNKNOWN);
      await press('Have an invitation code?');
      await typeInto(page, FIELD, CODE);
      expect(kept().code()).toBe(CODE);
      expect(hasField()).toBe(true);
      expect(shown(page)).toContain(`${CODE} is kept.`);
    });

    it('is put away again, with what was kept of it', async () => {
      await open(null, UNKNOWN);
      await press('Have an invitation code?');
      await typeInto(page, FIELD, CODE);
      await press('Cancel');
      expect(kept().code()).toBeNull();
      expect(document.activeElement).toBe(named(page, 'button', 'Have an invitation code?'));
    });

    it('goes back to the code before', async () => {
      await open('BP-7K3MX2QHR', of('Sharma Prints', 'Jaipur'), UNKNOWN, of('Sharma Prints', 'Jaipur'));
      await press('Change code');
      await typeInto(page, FIELD, CODE);
      await press('Cancel');
      expect(kept().code()).toBe('BP-7K3MX2QHR');
      expect(shown(page)).toContain('Sharma Prints, Jaipur invites you');
    });
  });
});
