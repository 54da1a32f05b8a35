import { type ComponentFixture } from '@angular/core/testing';
import { anEntry, ASHAS_ID, RAVIS_ID } from '../../../../test/an-account.js';
import { address, openAdminPage, rowTexts } from '../../../../test/admin-portal.js';
import { FakeApi } from '../../../../test/fake-api.js';
import { named, settled, shown, typeInto } from '../../../../test/page-queries.js';
import { admin } from '../../../core/i18n/en/admin.js';
import { AuditLogPage } from './audit-log-page.js';

let api: FakeApi;
let page: ComponentFixture<unknown>;

const root = (): HTMLElement => page.nativeElement as HTMLElement;
const rows = (): string[] => rowTexts(page, 'tbody tr');

function holds(...items: ReturnType<typeof anEntry>[]): void {
  api.answersWith({ status: 200, body: { items, nextCursor: null } });
}

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await settled(page);
}

beforeEach(() => {
  localStorage.clear();
  api = new FakeApi();
  holds(anEntry());
});
afterEach(() => {
  root().remove();
  page.destroy();
});

describe(AuditLogPage.name, () => {
  it('says in sentences who did what to whom, at the time in India', async () => {
    const plans = {
      from: { subscriptionStatus: 'free', monthlyUploadLimit: 20 },
      to: { subscriptionStatus: 'premium', monthlyUploadLimit: 500 },
    };
    holds(
      anEntry(),
      anEntry({ id: '2', action: 'admin.plan_changed', details: plans }),
      anEntry({ id: '3', action: 'user.erased', actorId: null, details: {} }),
      anEntry({ id: '4', action: 'user.parked', actorId: RAVIS_ID, details: { reason: 'reissued' } }),
    );
    page = await openAdminPage('/admin/audit-log');
    expect(rows()).toEqual([
      '22 Nov 2026, 12:30 am IST | Blocked the account. Reason: “Spam, ticket 4711” | Who: You | To whom: Account …00000a',
      '22 Nov 2026, 12:30 am IST | Changed the plan: Free, 20 a month → Premium, 500 a month. | Who: You | To whom: Account …00000a',
      '22 Nov 2026, 12:30 am IST | Was deleted for good. | Who: The system | To whom: Account …00000a',
      '22 Nov 2026, 12:30 am IST | Was set aside: somebody else has proven its number. | Who: Account …00000a | To whom: Account …00000a',
    ]);
  });

  it('names what it has no sentence for by its code', async () => {
    holds(anEntry({ action: 'admin.news_sent', details: {} }));
    page = await openAdminPage('/admin/audit-log');
    expect(rows()[0]).toContain('Something was done: admin.news_sent.');
  });

  it('has a sentence for each of its codes', async () => {
    const entries = Object.keys(admin.admin.audit).map((action) =>
      anEntry({ id: action, action, details: {} }),
    );
    holds(...entries);
    page = await openAdminPage('/admin/audit-log');
    expect(rows().filter((row) => row.includes('Something was done'))).toEqual([]);
  });

  it('puts the filters into the address, and refuses what is no id', async () => {
    page = await openAdminPage('/admin/audit-log');
    await typeInto(page, 'To whom (account ID)', 'ravi');
    await press('Show');
    expect(shown(page)).toContain('This is not an account ID.');
    expect(address()).toBe('/admin/audit-log');
    await typeInto(page, 'To whom (account ID)', ` ${RAVIS_ID} `);
    await press('Show');
    expect(address()).toBe(`/admin/audit-log?subject=${RAVIS_ID}`);
    expect(api.calls.at(-1)?.path).toBe(`/admin/audit-log?subject=${RAVIS_ID}`);
  });

  it('shows what I did in one press, and all again', async () => {
    page = await openAdminPage('/admin/audit-log');
    await press('What I did');
    expect(address()).toBe(`/admin/audit-log?actor=${ASHAS_ID}`);
    await press('Show all');
    expect(address()).toBe('/admin/audit-log');
    expect(document.activeElement).toBe(root().querySelector('h1'));
  });
});
