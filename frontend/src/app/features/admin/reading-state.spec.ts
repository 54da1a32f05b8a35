import { type ComponentFixture } from '@angular/core/testing';
import { aFoundAccount } from '../../../test/an-account.js';
import { openAdminPage } from '../../../test/admin-portal.js';
import { FakeApi } from '../../../test/fake-api.js';
import { named, settled, shown, typeInto } from '../../../test/page-queries.js';
import { ReadingState } from './reading-state.js';

const SEARCH = '/admin/users?search=ravi';
const FOUND = { status: 200, body: { items: [aFoundAccount()], nextCursor: null } };

let api: FakeApi;
let page: ComponentFixture<unknown>;

const again = (): HTMLElement => root().querySelector<HTMLElement>('bp-reading-state button')!;
const root = (): HTMLElement => page.nativeElement as HTMLElement;

/** Presses as a person does, who has the focus there then. */
async function press(button: HTMLElement): Promise<void> {
  button.focus();
  button.click();
  await settled(page);
}

beforeEach(async () => {
  localStorage.clear();
  api = new FakeApi();
  api.answersWith(null);
  page = await openAdminPage(SEARCH);
});
afterEach(() => {
  root().remove();
  page.destroy();
});

describe(ReadingState.name, () => {
  it('says that it asks again, and asks once however often it is pressed', async () => {
    const answer = api.answersLaterAt(SEARCH, FOUND);
    for (let n = 0; n < 3; n += 1) await press(again());
    expect(api.calls).toHaveLength(2);
    expect(again().textContent.trim()).toBe('Loading…');
    expect(again().getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(again());
    answer();
    await settled(page);
    expect(shown(page)).toContain('Ravi Xerox');
  });

  it('offers it anew when nothing comes again, the focus where it was', async () => {
    await press(named(page, 'button', 'Try again'));
    expect(again().textContent.trim()).toBe('Try again');
    expect(again().getAttribute('aria-disabled')).toBeNull();
    expect(document.activeElement).toBe(again());
  });

  it('gives the focus to the heading when it goes with the button', async () => {
    api.answersWith(FOUND);
    await press(again());
    expect(document.activeElement).toBe(root().querySelector('h1'));
  });

  it('leaves the focus to who looks for something else', async () => {
    api.answersWith(FOUND);
    await typeInto(page, 'Search', 'meena');
    root().querySelector<HTMLElement>('#search')!.focus();
    root()
      .querySelector('form')!
      .dispatchEvent(new Event('submit', { cancelable: true }));
    await settled(page);
    expect(again()).toBeNull();
    expect(document.activeElement).toBe(root().querySelector('#search'));
  });
});
