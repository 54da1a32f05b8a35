import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aProfile } from '../../../../test/a-profile.js';
import { anAccount, anEntry, RAVIS_ID } from '../../../../test/an-account.js';
import { openAdminPage } from '../../../../test/admin-portal.js';
import { FakeApi } from '../../../../test/fake-api.js';
import { named, settled, shown, typeInto } from '../../../../test/page-queries.js';
import { UserPage } from './user-page.js';

const MEENAS_ID = '0198b1c0-0000-7000-8000-00000000000b';
const RAVI = `/admin/users/${RAVIS_ID}`;
const MEENA = `/admin/users/${MEENAS_ID}`;
const historyOf = (id: string): string => `/admin/audit-log?subject=${id}&limit=10`;
const MEENAS_ACCOUNT = {
  status: 200,
  body: anAccount({ id: MEENAS_ID, shopName: 'Meena Prints' }),
};
const NO_HISTORY = { status: 200, body: { items: [], nextCursor: null } };

let api: FakeApi;
let page: ComponentFixture<unknown>;

const root = (): HTMLElement => page.nativeElement as HTMLElement;
const heading = (): string => root().querySelector('h1')!.textContent.trim();
const openDialog = (): HTMLDialogElement | null => root().querySelector('dialog[open]');
const callsOf = (path: string): number => api.calls.filter((call) => call.path === path).length;

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await settled(page);
}

async function giveReason(text: string): Promise<void> {
  const field = openDialog()!.querySelector('textarea')!;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled(page);
}

/** Blocks Ravi, which is not answered before it is let go. */
async function blockSlowly(): Promise<() => void> {
  const go = api.answersLaterAt(`${RAVI}/block`, { status: 200, body: anAccount({ status: 'blocked' }) });
  await press('Block');
  await giveReason('Spam');
  openDialog()!.querySelector<HTMLButtonElement>('.button-danger')!.click();
  await settled(page);
  return go;
}

async function goTo(address: string): Promise<void> {
  await TestBed.inject(Router).navigateByUrl(address);
  await settled(page);
}

beforeEach(async () => {
  localStorage.clear();
  api = new FakeApi();
  api.answersWith({ status: 200, body: aProfile() });
  api.answersAt(RAVI, { status: 200, body: anAccount() });
  api.answersAt(MEENA, MEENAS_ACCOUNT);
  api.answersAt(historyOf(RAVIS_ID), { status: 200, body: { items: [anEntry()], nextCursor: null } });
  api.answersAt(historyOf(MEENAS_ID), NO_HISTORY);
  page = await openAdminPage(RAVI);
});
afterEach(() => {
  root().remove();
  page.destroy();
});

describe(`${UserPage.name}, gone on from one account to another`, () => {
  it('shows nothing of the one before while the other is read', async () => {
    await press('Block');
    const comes = api.answersLaterAt(MEENA, MEENAS_ACCOUNT);
    await goTo(MEENA);
    expect(heading()).toBe('Account');
    expect(openDialog()).toBeNull();
    expect(shown(page)).not.toContain('Ravi Xerox');
    expect(shown(page)).not.toContain('Spam, ticket 4711');
    const historyComes = api.answersLaterAt(historyOf(MEENAS_ID), NO_HISTORY);
    comes();
    await settled(page);
    expect(heading()).toBe('Meena Prints');
    expect(shown(page)).not.toContain('Spam, ticket 4711');
    historyComes();
    await settled(page);
    expect(shown(page)).toContain('Nothing has been written down about this account yet.');
  });

  it('has nothing of what was typed for the one before', async () => {
    await press('Change plan or limit');
    await typeInto(page, 'Uploads a month', '40');
    await giveReason('Paid for a year');
    await goTo(MEENA);
    const fields = [...root().querySelectorAll<HTMLInputElement>('dialog :is(input, textarea)')];
    expect(fields.map(({ value }) => value).filter((value) => value !== '' && value !== 'on')).toEqual([]);
  });

  it('leaves alone what comes late of what was done to the one before', async () => {
    const warned = jest.spyOn(console, 'warn').mockImplementation();
    const answered = await blockSlowly();
    await goTo(MEENA);
    answered();
    await settled(page);
    expect(heading()).toBe('Meena Prints');
    expect(shown(page)).not.toContain('The account is blocked');
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  it('does not take that for its own before it is drawn either', async () => {
    const answered = await blockSlowly();
    await TestBed.inject(Router).navigateByUrl(MEENA);
    answered();
    await settled(page);
    expect(heading()).toBe('Meena Prints');
    expect(callsOf(historyOf(MEENAS_ID))).toBe(1);
  });

  it('does not read the history of the account that is shown for another that comes late', async () => {
    const comes = api.answersLaterAt(MEENA, MEENAS_ACCOUNT);
    await goTo(MEENA);
    await goTo(RAVI);
    const before = callsOf(historyOf(RAVIS_ID));
    comes();
    await settled(page);
    expect(heading()).toBe('Ravi Xerox');
    expect(callsOf(historyOf(RAVIS_ID))).toBe(before);
  });
});
