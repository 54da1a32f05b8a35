import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { FakeClerk } from '../test/fake-clerk.js';
import { providePortal } from '../test/portal.js';
import { App } from './app.js';
import { Session } from './core/auth/session.js';
import { Crash } from './core/errors/app-error-handler.js';
import { DeliberateReload } from './core/offline/deliberate-reload.js';

@Component({ template: '<h1>The first page</h1>' })
class FirstPage {}

let bringThePage: () => void;

function open(): HTMLElement {
  const arrival = new Promise<typeof FirstPage>((resolve) => {
    bringThePage = () => resolve(FirstPage);
  });
  TestBed.configureTestingModule({
    providers: [
      ...providePortal(new FakeClerk()),
      provideRouter([{ path: '', loadComponent: () => arrival }]),
    ],
  });
  const page = TestBed.createComponent(App);
  page.detectChanges();
  return page.nativeElement as HTMLElement;
}

describe(App.name, () => {
  it('shows the boot screen until the first page is there', async () => {
    const page = open();
    const navigation = TestBed.inject(Router).navigateByUrl('/');
    TestBed.tick();
    expect(page.querySelector('h1')?.textContent).toBe('BharatPrint');

    bringThePage();
    await navigation;
    TestBed.tick();
    expect([...page.querySelectorAll('h1')].map(({ textContent }) => textContent)).toEqual([
      'The first page',
    ]);
  });

  it('forgets what broke on a page once another has come', async () => {
    const page = open();
    TestBed.inject(Crash).report.set({ kind: 'error', url: '/' });
    bringThePage();
    await TestBed.inject(Router).navigateByUrl('/');
    TestBed.tick();
    expect(page.textContent).not.toContain('Something went wrong');
  });

  it('shows nothing more of an owner in whose place somebody else has signed in, and begins anew', async () => {
    const page = open();
    bringThePage();
    await TestBed.inject(Router).navigateByUrl('/');
    TestBed.tick();
    const reload = jest.spyOn(TestBed.inject(DeliberateReload), 'run').mockResolvedValueOnce(false);
    sessionStorage.setItem('bharatprint.shop-draft', '{}');
    TestBed.inject(Session).isTakenOver.set(true);
    TestBed.tick();
    expect(page.textContent).not.toContain('The first page');
    expect(page.querySelector('.boot')).not.toBeNull();
    expect(reload.mock.calls).toEqual([['/dashboard']]);
    expect(sessionStorage.getItem('bharatprint.shop-draft')).toBeNull();
    await Promise.resolve();
    reload.mockResolvedValue(true);
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('online'));
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('shows no boot screen beside the news that the page did not arrive', () => {
    const page = open();
    TestBed.inject(Crash).report.set({ kind: 'page', url: '/' });
    TestBed.tick();
    expect(page.querySelector('.boot')).toBeNull();
    expect(page.textContent).toContain('This page did not arrive');
  });
});
