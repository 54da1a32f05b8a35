import { type Page } from 'playwright-core';
import { hold, refuse } from './answers.ts';
import { type Screen } from './screen.ts';
import { type World } from './world.ts';

async function accounts(page: Page): Promise<void> {
  await page.goto('/admin/users');
  await page.locator('tbody tr').first().waitFor();
}

async function account(page: Page, world: World): Promise<void> {
  await page.goto(`/admin/users/${world.invitation.shopId}`);
  await page.locator('bp-audit-entries tbody tr').first().waitFor();
}

/** Of the API, not of the portal, whose page has the same path. */
const asked = (world: World): string => `${world.journeys.product.apiUrl}/admin/users*`;

/** What only an administrator sees. */
export const adminScreens: Screen[] = [
  {
    name: 'admin-menu',
    as: 'admin',
    open: async (page) => {
      await page.goto('/dashboard');
      await page.locator('#limit-parts').waitFor();
      await page.locator('#account-menu-button').click();
    },
  },
  { name: 'admin-accounts', as: 'admin', open: accounts },
  {
    name: 'admin-accounts-none',
    as: 'admin',
    open: async (page) => {
      await page.goto('/admin/users?search=zzzz');
      await page.locator('main .sheet p').first().waitFor();
    },
  },
  {
    name: 'admin-accounts-loading',
    as: 'admin',
    open: async (page, world) => {
      await hold(page, asked(world));
      await page.goto('/admin/users');
      await page.locator('main bp-skeleton').first().waitFor();
    },
  },
  {
    name: 'admin-accounts-failing',
    as: 'admin',
    open: async (page, world) => {
      await refuse(page, asked(world), { status: 503, code: 'database.unavailable' });
      await page.goto('/admin/users');
      await page.locator('main bp-notice').first().waitFor();
    },
  },
  { name: 'admin-account', as: 'admin', open: account },
  {
    name: 'admin-dialog-block',
    as: 'admin',
    open: async (page, world) => {
      await account(page, world);
      await page.locator('bp-user-actions > div > button').last().click();
      await page.getByRole('dialog').waitFor();
      await page.getByRole('dialog').getByRole('button').last().click();
      await page.locator('#block-reason[aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'admin-dialog-plan',
    as: 'admin',
    open: async (page, world) => {
      await account(page, world);
      await page.locator('bp-plan-action button').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'admin-referrals',
    as: 'admin',
    open: async (page) => {
      await page.goto('/admin/referrals');
      await page.locator('main .sheet').first().waitFor();
    },
  },
  {
    name: 'admin-audit-log',
    as: 'admin',
    open: async (page) => {
      await page.goto('/admin/audit-log');
      await page.locator('bp-audit-entries tbody tr').first().waitFor();
    },
  },
  {
    name: 'admin-stats',
    as: 'admin',
    open: async (page) => {
      await page.goto('/admin/stats');
      await page.getByRole('slider').waitFor();
      await page.locator('table[aria-labelledby=funnel]').waitFor();
      await page.locator('summary').click();
    },
  },
  {
    name: 'admin-api-access',
    as: 'admin',
    open: async (page) => {
      await page.goto('/admin/api');
      await page.locator('#token').waitFor();
    },
  },
];
