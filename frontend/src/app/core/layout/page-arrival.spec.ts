import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { PageArrival } from './page-arrival.js';

@Component({ template: '<h1 tabindex="-1">Accounts</h1><input aria-label="Search" />' })
class AccountsPage {}

@Component({ template: '<h1 tabindex="-1">Statistics</h1>' })
class StatisticsPage {}

let harness: RouterTestingHarness;
let scrolled: jest.SpyInstance;

const root = (): HTMLElement => harness.fixture.nativeElement as HTMLElement;
const field = (): HTMLElement => root().querySelector('input')!;

async function go(url: string): Promise<void> {
  await TestBed.inject(Router).navigateByUrl(url);
  await harness.fixture.whenStable();
}

beforeEach(async () => {
  scrolled = jest.spyOn(window, 'scrollTo').mockImplementation();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([
        { path: 'accounts', component: AccountsPage },
        { path: 'statistics', component: StatisticsPage },
      ]),
    ],
  });
  harness = await RouterTestingHarness.create();
  document.body.append(root());
  TestBed.inject(PageArrival).watch();
  await go('/accounts');
  field().focus();
});
afterEach(() => {
  root().remove();
  scrolled.mockRestore();
});

describe(PageArrival.name, () => {
  it('leaves the first page to whoever opened it', () => {
    expect(scrolled).not.toHaveBeenCalled();
  });

  it('begins a new page at its top, the focus on its heading', async () => {
    await go('/statistics');
    expect(document.activeElement?.textContent).toBe('Statistics');
    expect(scrolled).toHaveBeenCalledWith(0, 0);
  });

  it.each(['/accounts?search=ravi', '/accounts?lang=hi'])(
    'interrupts nobody on a page whose address becomes %s',
    async (url) => {
      await go(url);
      expect(document.activeElement).toBe(field());
      expect(scrolled).not.toHaveBeenCalled();
    },
  );
});
