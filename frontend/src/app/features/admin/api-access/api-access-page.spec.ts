import { type ComponentFixture } from '@angular/core/testing';
import { openAdminPage } from '../../../../test/admin-portal.js';
import { FakeApi } from '../../../../test/fake-api.js';
import { named, settled, shown } from '../../../../test/page-queries.js';
import { ApiAccessPage } from './api-access-page.js';

let page: ComponentFixture<unknown>;

async function press(name: string): Promise<void> {
  named(page, 'button', name).click();
  await settled(page);
}

beforeEach(async () => {
  localStorage.clear();
  new FakeApi();
  page = await openAdminPage('/admin/api');
});
afterEach(() => {
  (page.nativeElement as HTMLElement).remove();
  page.destroy();
});

describe(ApiAccessPage.name, () => {
  it('hides the token until it is asked for, and again', async () => {
    expect(shown(page)).not.toContain('app-token');
    await press('Show the token');
    expect(shown(page)).toContain('app-token-of-asha');
    await press('Hide the token');
    expect(shown(page)).not.toContain('app-token');
  });

  it('copies the token without showing it', async () => {
    const writeText = jest.fn().mockResolvedValue(undefined);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    await press('Copy the token');
    expect(writeText).toHaveBeenCalledWith('app-token-of-asha');
    expect(shown(page)).toContain('Copied. Keep it to yourself.');
    expect(shown(page)).not.toContain('app-token');
  });

  it('leads to the documentation, by an address without the token', () => {
    expect(named(page, 'a', 'Open the API documentation').getAttribute('href')).toBe('https://api.test/docs');
  });
});
