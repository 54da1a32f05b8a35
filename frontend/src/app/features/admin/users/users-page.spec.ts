import { type ComponentFixture } from '@angular/core/testing';
import { aFoundAccount, RAVIS_ID } from '../../../../test/an-account.js';
import { address, openAdminPage, rowTexts } from '../../../../test/admin-portal.js';
import { FakeApi, problem } from '../../../../test/fake-api.js';
import { labelled, named, pressKey, settled, shown, typeInto } from '../../../../test/page-queries.js';
import { UsersPage } from './users-page.js';

let api: FakeApi;
let page: ComponentFixture<unknown>;

const root = (): HTMLElement => page.nativeElement as HTMLElement;
const rows = (): HTMLElement[] => [...root().querySelectorAll<HTMLElement>('tbody tr')];
const answer = (items = [aFoundAccount()], nextCursor: string | null = null) => ({
  status: 200,
  body: { items, nextCursor },
});

async function press(name: string, kind: 'button' | 'a' = 'button'): Promise<void> {
  named(page, kind, name).click();
  await settled(page);
}

beforeEach(() => {
  localStorage.clear();
  api = new FakeApi();
  api.answersWith(answer());
});
afterEach(() => {
  root().remove();
  page.destroy();
});

describe(UsersPage.name, () => {
  it('lists accounts with masked numbers and leads to each', async () => {
    page = await openAdminPage('/admin/users');
    expect(api.calls.map(({ path, token }) => [path, token])).toEqual([
      ['/admin/users', 'app-token-of-asha'],
    ]);
    expect(rowTexts(page, 'tbody tr')).toEqual([
      'Ravi Xerox Ravi Meena | +91••••••7780 | Jodhpur | Free | Active | Joined: 1 Oct 2026 | Last sign-in: 22 Nov 2026',
    ]);
    expect(named(page, 'a', 'Ravi Xerox').getAttribute('href')).toBe(`/admin/users/${RAVIS_ID}`);
    expect(shown(page)).toContain('1 account found.');
  });

  it('asks for what the address says, and shows it in the form', async () => {
    page = await openAdminPage('/admin/users?search=asha&status=blocked&plan=premium&cursor=abc');
    expect(api.calls[0]?.path).toBe('/admin/users?search=asha&status=blocked&plan=premium&cursor=abc');
    expect((labelled(page, 'Search') as HTMLInputElement).value).toBe('asha');
    expect((labelled(page, 'Status') as HTMLSelectElement).value).toBe('blocked');
    expect((labelled(page, 'Plan') as HTMLSelectElement).value).toBe('premium');
  });

  it('puts what is looked for into the address, of a number its last four digits', async () => {
    page = await openAdminPage('/admin/users?cursor=abc');
    await typeInto(page, 'Search', '+91 91234 56780');
    (labelled(page, 'Status') as HTMLSelectElement).value = 'active';
    await press('Search');
    expect(address()).toBe('/admin/users?search=6780&status=active');
    expect(api.calls.at(-1)?.path).toBe('/admin/users?search=6780&status=active');
    await press('Show all');
    expect(address()).toBe('/admin/users');
    expect(document.activeElement).toBe(labelled(page, 'Search'));
  });

  it('goes from page to page by addresses', async () => {
    api.answersWith(answer([aFoundAccount(), aFoundAccount({ id: 'b' })], 'next'), answer());
    page = await openAdminPage('/admin/users?status=active');
    expect(shown(page)).toContain('2 accounts on this page. There are more on the next page.');
    await press('Next page', 'a');
    expect(address()).toBe('/admin/users?status=active&cursor=next');
    expect(shown(page)).toContain('1 account on this page.');
    await press('Back to the first page', 'a');
    expect(address()).toBe('/admin/users?status=active');
  });

  it('says what to try when nobody fits', async () => {
    api.answersWith(answer([]));
    page = await openAdminPage('/admin/users?search=xyz');
    expect(shown(page)).toContain('No account fits');
    expect(root().querySelector('table')).toBeNull();
  });

  it('says why nothing came, and asks again', async () => {
    api.answersWith(null, answer());
    page = await openAdminPage('/admin/users');
    expect(shown(page)).toContain('This did not load');
    await press('Try again');
    expect(rows()).toHaveLength(1);
    expect(shown(page)).not.toContain('This did not load');
  });

  it('shows an admin who is none any more what the API says', async () => {
    api.answersWith(problem(403, 'access.forbidden'));
    page = await openAdminPage('/admin/users');
    expect(shown(page)).toContain('You may not do this.');
  });

  it('shows the newest question, whichever answer comes last', async () => {
    const late = api.answersLaterAt(
      '/admin/users?search=first',
      answer([aFoundAccount({ shopName: 'First' })]),
    );
    page = await openAdminPage('/admin/users?search=first');
    api.answersAt('/admin/users?search=second', answer([aFoundAccount({ shopName: 'Second' })]));
    await typeInto(page, 'Search', 'second');
    await press('Search');
    late();
    await settled(page);
    expect(rows()[0]?.textContent).toContain('Second');
  });

  it('goes to the search by “/”, but not from within a field', async () => {
    page = await openAdminPage('/admin/users?search=asha');
    const field = labelled(page, 'Search') as HTMLInputElement;
    pressKey('/', document.body);
    expect(document.activeElement).toBe(field);
    const status = labelled(page, 'Status');
    status.focus();
    pressKey('/');
    expect(document.activeElement).toBe(status);
  });
});
