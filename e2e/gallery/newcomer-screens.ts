import { type Page } from 'playwright-core';
import { hold, refuse } from './answers.ts';
import { type Screen } from './screen.ts';

const submit = (page: Page): Promise<void> => page.locator('main form button[type=submit]').click();

async function shop(page: Page): Promise<void> {
  await page.goto('/auth/signup/shop');
  await page.locator('#shopName').waitFor();
}

async function filled(page: Page): Promise<void> {
  await shop(page);
  await page.locator('#shopName').fill('श्री गणेश डिजिटल प्रिंट्स एंड बाइंडिंग');
  await page.locator('#pincode').fill('302001');
  await page.locator('#city').fill('Jaipur');
}

/** What an owner sees who has told nothing yet. */
export const newcomerScreens: Screen[] = [
  { name: 'shop', as: 'newcomer', open: shop },
  {
    name: 'shop-wrong',
    as: 'newcomer',
    open: async (page) => {
      await shop(page);
      await submit(page);
      await page.locator('#shopName[aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'shop-suggestions',
    as: 'newcomer',
    open: async (page) => {
      await shop(page);
      await page.locator('#pincode').fill('194101');
      await page.locator('#suggestions').waitFor();
    },
  },
  {
    name: 'shop-saving',
    as: 'newcomer',
    open: async (page) => {
      await hold(page, '**/users/me');
      await filled(page);
      await submit(page);
      await page.locator('button[aria-disabled=true] .spinner').waitFor();
    },
  },
  {
    name: 'shop-failing',
    as: 'newcomer',
    open: async (page) => {
      await refuse(page, '**/users/me', { status: 503, code: 'database.unavailable' });
      await filled(page);
      await submit(page);
      await page.locator('form bp-notice').waitFor();
    },
  },
  {
    name: 'dashboard-empty',
    as: 'newcomer',
    open: async (page) => {
      await page.goto('/dashboard');
      await page.locator('#limit-parts').waitFor();
    },
  },
  {
    name: 'referrals-empty',
    as: 'newcomer',
    open: async (page) => {
      await page.goto('/referrals');
      await page.locator('bp-redeem-card').waitFor();
      await page.locator('bp-invited-shops').waitFor();
    },
  },
  {
    name: 'referrals-code-wrong',
    as: 'newcomer',
    open: async (page) => {
      await page.goto('/referrals');
      await page.locator('#invitation-code').fill('hello');
      await page.locator('bp-redeem-card button[type=submit]').click();
      await page.locator('#invitation-code[aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'profile-empty',
    as: 'newcomer',
    open: async (page) => {
      await page.goto('/profile');
      await page.locator('#shopName').waitFor();
    },
  },
];
