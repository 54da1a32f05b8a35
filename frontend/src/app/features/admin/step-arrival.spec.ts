import { Location } from '@angular/common';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aFoundAccount } from '../../../test/an-account.js';
import { address, openAdminPage } from '../../../test/admin-portal.js';
import { FakeApi } from '../../../test/fake-api.js';
import { labelled, named, settled } from '../../../test/page-queries.js';
import { arriveAfterSteps } from './step-arrival.js';

const answer = (nextCursor: string | null) => ({
  status: 200,
  body: { items: [aFoundAccount()], nextCursor },
});

let api: FakeApi;
let page: ComponentFixture<unknown>;
let scrolled: jest.SpyInstance;

const root = (): HTMLElement => page.nativeElement as HTMLElement;
const heading = (): Element | null => root().querySelector('h1');

async function step(name: string): Promise<void> {
  named(page, 'a', name).focus();
  named(page, 'a', name).click();
  await settled(page);
}

async function goBackTo(url: string): Promise<void> {
  TestBed.inject(Location).back();
  // The browser tells of it a moment later.
  while (address() !== url) await new Promise((resolve) => setTimeout(resolve));
  await settled(page);
}

/** As somebody does who has typed what to look for and presses Enter. */
async function search(text: string): Promise<HTMLElement> {
  const field = labelled(page, 'Search') as HTMLInputElement;
  field.focus();
  field.value = text;
  scrolled.mockClear();
  field.closest('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settled(page);
  return field;
}

beforeEach(async () => {
  localStorage.clear();
  scrolled = jest.spyOn(window, 'scrollTo').mockImplementation();
  api = new FakeApi();
  api.answersWith(answer('next'));
  page = await openAdminPage('/admin/users');
  TestBed.inject(Router).setUpLocationChangeListener();
});
afterEach(() => {
  root().remove();
  page.destroy();
  scrolled.mockRestore();
});

describe(arriveAfterSteps.name, () => {
  it('leaves the page that was opened to whoever opened it', () => {
    expect(document.activeElement).not.toBe(heading());
    expect(scrolled).not.toHaveBeenCalled();
  });

  it.each([
    ['Next page', '/admin/users?cursor=third'],
    ['Back to the first page', '/admin/users'],
  ])('begins at the heading after “%s”', async (name, url) => {
    api.answersWith(answer('third'));
    await step('Next page');
    scrolled.mockClear();
    await step(name);
    expect(address()).toBe(url);
    expect(document.activeElement).toBe(heading());
    expect(scrolled).toHaveBeenCalledWith(0, 0);
  });

  it('begins at the heading after the way back from a page that did not come', async () => {
    api.answersWith(null, answer('next'));
    await step('Next page');
    await step('Back to the first page');
    expect(document.activeElement).toBe(heading());
  });

  it('begins at the heading when the browser goes back', async () => {
    await step('Next page');
    named(page, 'a', 'Back to the first page').focus();
    await goBackTo('/admin/users');
    expect(document.activeElement).toBe(heading());
  });

  it.each(['', 'ravi'])('does not interrupt who searches for “%s” from a later page', async (text) => {
    await step('Next page');
    const field = await search(text);
    expect(address()).toBe(text === '' ? '/admin/users' : '/admin/users?search=ravi');
    expect(document.activeElement).toBe(field);
    expect(scrolled).not.toHaveBeenCalled();
  });

  it('does not interrupt who goes back from one search to another', async () => {
    const field = await search('ravi');
    await goBackTo('/admin/users');
    expect(document.activeElement).toBe(field);
  });
});
