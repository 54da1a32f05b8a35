import { type Page } from 'playwright-core';
import { alter, cut, hold, refuse } from './answers.ts';
import { type Screen } from './screen.ts';

const DOWN = { status: 503, code: 'database.unavailable' } as const;

async function dashboard(page: Page): Promise<void> {
  await page.goto('/dashboard');
  await page.locator('#limit-parts').waitFor();
}

async function referrals(page: Page): Promise<void> {
  await page.goto('/referrals');
  await page.locator('bp-invited-shops').waitFor();
}

async function profile(page: Page): Promise<void> {
  await page.goto('/profile');
  await page.locator('#shopName').waitFor();
}

async function number(page: Page): Promise<void> {
  await page.goto('/profile/number');
  await page.locator('#phone').waitFor();
}

const openMenu = (page: Page): Promise<void> => page.locator('#account-menu-button').click();
const submit = (page: Page): Promise<void> => page.locator('main form button[type=submit]').click();

/** What an owner with a shop sees. */
export const accountScreens: Screen[] = [
  { name: 'dashboard', as: 'owner', open: dashboard },
  {
    name: 'dashboard-nearly-full',
    as: 'owner',
    open: async (page) => {
      await alter(page, '**/quota/me', { used: 540 });
      await dashboard(page);
    },
  },
  {
    name: 'dashboard-loading',
    as: 'owner',
    open: async (page) => {
      await hold(page, '**/quota/me');
      await hold(page, '**/users/me');
      await page.goto('/dashboard');
      await page.locator('bp-uploads-card').waitFor();
    },
  },
  {
    name: 'dashboard-failing',
    as: 'owner',
    open: async (page) => {
      await refuse(page, '**/quota/me', DOWN);
      await refuse(page, '**/users/me', DOWN);
      await page.goto('/dashboard');
      await page.locator('bp-stale-notice bp-notice').waitFor();
    },
  },
  {
    name: 'dashboard-offline',
    as: 'owner',
    open: async (page) => {
      await cut(page, '**/quota/me');
      await cut(page, '**/users/me');
      await page.goto('/dashboard');
      await page.locator('bp-stale-notice bp-notice').waitFor();
    },
  },
  {
    name: 'page-did-not-arrive',
    as: 'owner',
    open: async (page) => {
      // From here nothing of the account's pages is fetched beforehand.
      await page.goto('/no-such-page');
      await page.locator('bp-not-found-page h1').waitFor();
      await cut(page, '**/chunk-*.js');
      await page.locator('main a').click();
      await page.locator('bp-crash-notice [role=alert]').waitFor();
    },
  },
  {
    name: 'menu',
    as: 'owner',
    open: async (page) => {
      await dashboard(page);
      await openMenu(page);
    },
  },
  {
    name: 'dialog-everywhere',
    as: 'owner',
    open: async (page) => {
      await dashboard(page);
      await openMenu(page);
      await page.getByRole('menuitem').last().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'referrals', as: 'owner', open: referrals },
  {
    name: 'referrals-loading',
    as: 'owner',
    open: async (page) => {
      await hold(page, '**/referrals/me*');
      await page.goto('/referrals');
      await page.locator('bp-code-card').waitFor();
    },
  },
  {
    name: 'referrals-failing',
    as: 'owner',
    open: async (page) => {
      await refuse(page, '**/referrals/me*', DOWN);
      await page.goto('/referrals');
      await page.locator('bp-notice').first().waitFor();
    },
  },
  {
    name: 'poster',
    as: 'owner',
    open: async (page) => {
      await page.goto('/referrals/poster');
      await page.locator('bp-poster').waitFor();
    },
  },
  { name: 'profile', as: 'owner', open: profile },
  {
    name: 'profile-wrong',
    as: 'owner',
    open: async (page) => {
      await profile(page);
      await page.locator('#shopName').fill('');
      await page.locator('#pincode').fill('1');
      await submit(page);
      await page.locator('#shopName[aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'profile-failing',
    as: 'owner',
    open: async (page) => {
      await profile(page);
      await refuse(page, '**/users/me', DOWN);
      await page.locator('#city').fill('Pune Camp');
      await submit(page);
      await page.locator('form bp-notice').waitFor();
    },
  },
  {
    name: 'dialog-leave',
    as: 'owner',
    open: async (page) => {
      await profile(page);
      await page.locator('#city').fill('Pune Camp');
      await page.locator('a[href="/profile/number"]').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'number', as: 'owner', open: number },
  {
    name: 'number-wrong',
    as: 'owner',
    open: async (page) => {
      await number(page);
      await page.locator('#phone').fill('12345');
      await submit(page);
      await page.locator('#phone[aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'number-code',
    as: 'owner',
    open: async (page, { journeys }) => {
      await number(page);
      await page.locator('#phone').fill(journeys.newNumber());
      await submit(page);
      await page.locator('#code').waitFor();
    },
  },
  {
    name: 'delete',
    as: 'owner',
    open: async (page) => {
      await page.goto('/profile/delete');
      await page.locator('bp-account-deletion-page button').first().waitFor();
    },
  },
  {
    name: 'delete-code',
    as: 'owner',
    open: async (page) => {
      await page.goto('/profile/delete');
      await page.locator('bp-account-deletion-page button').first().click();
      await page.locator('#code').waitFor();
    },
  },
];
