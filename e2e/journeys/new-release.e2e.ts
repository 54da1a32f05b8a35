import { type Page } from 'playwright-core';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { ProfilePage } from '../pages/profile-page.ts';
import { ReferralsPage } from '../pages/referrals-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { eventually } from '../support/eventually.ts';
import { Journeys } from '../support/journey.ts';
import { portalIsKept } from '../support/kept-portal.ts';
import { Releases } from '../support/releases.ts';

let releases: Releases;
let journeys: Journeys;

beforeAll(async () => {
  releases = await Releases.begin();
  journeys = await Journeys.begin({ PORTAL_ROOT: releases.root });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(async () => {
  await journeys.end();
  await releases.end();
});

/** Whether there is another release is asked when somebody looks at the page again, once it is at rest. */
async function isTold(page: Page): Promise<void> {
  await eventually(async () => {
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(await page.getByText('A new version of BharatPrint is ready.').count()).toBe(1);
  });
}

describe('a new release', () => {
  it('is told quietly, comes when its owner says so, and loses nothing that was typed', async () => {
    const { page } = await journeys.owner(journeys.newNumber());
    const profile = new ProfilePage(page);
    await portalIsKept(page);
    await page.goto('/profile');
    await profile.shopName.fill('Sharma Digital Prints');
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));

    const entry = await releases.deploy();
    await isTold(page);
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
    expect(await profile.shopName.inputValue()).toBe('Sharma Digital Prints');

    // The pages of the old release are still there for who does not press.
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await page.waitForFunction((name) => document.querySelector(`[src="${name}"]`) !== null, entry);
    await profile.heading.waitFor();
    expect(await profile.shopName.inputValue()).toBe('Sharma Digital Prints');
    await portalIsKept(page);
    expect(await page.getByText('A new version of BharatPrint is ready.').count()).toBe(0);
  });

  it('leaves the pages of the old one to who goes on working, also without a network', async () => {
    const { page, context } = await journeys.owner(journeys.newNumber());
    await portalIsKept(page);
    await releases.deploy();
    await isTold(page);

    await context.setOffline(true);
    await new DashboardPage(page).menu.choose('Referrals');
    await new ReferralsPage(page).qrCode.waitFor();
    await page.reload();
    await new ReferralsPage(page).qrCode.waitFor();
  });

  it('is offered to a page whose own code is gone, and keeps the number that was typed', async () => {
    const phone = journeys.newNumber();
    const { page, context } = await journeys.visitor();
    const signIn = new SignInPage(page);
    await page.goto('/auth/login');
    await signIn.phone.fill(phone);
    // What a deployment has taken away is answered with 404.
    await context.route(/chunk-[\w-]{8}\.js/, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.evaluate(() => history.pushState(null, '', '/no/such/page'));
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate', { state: null })));
    await page.getByText('This page did not arrive').waitFor();
    await context.unroute(/chunk-[\w-]{8}\.js/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
    await page.goto('/auth/login');
    expect(await signIn.phone.inputValue()).toBe(phone);
  });
});
