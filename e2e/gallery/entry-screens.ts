import { type Page } from 'playwright-core';
import { cut, hold, refuse } from './answers.ts';
import { type Screen } from './screen.ts';
import { type World } from './world.ts';

const submit = (page: Page): Promise<void> => page.locator('main form button[type=submit]').first().click();

async function atPhone(page: Page, path = '/auth/login'): Promise<void> {
  await page.goto(path);
  await page.locator('#phone').waitFor();
}

async function atCode(page: Page, { journeys }: World): Promise<string> {
  const phone = journeys.newNumber();
  await atPhone(page, '/auth/signup');
  await page.locator('#phone').fill(phone);
  await submit(page);
  await page.locator('#code').waitFor();
  return phone;
}

async function wrongCodes(page: Page, tries: number): Promise<void> {
  for (let tried = 0; tried < tries; tried += 1) {
    await page.locator('#code:not([readonly])').fill(`00000${tried}`);
    await page
      .locator('#code[aria-invalid=true]:not([readonly]), button.button-primary[type=button]')
      .waitFor();
  }
}

async function confirmed(page: Page, world: World): Promise<void> {
  const phone = await atCode(page, world);
  await page.locator('#code').fill(await world.journeys.product.newestCode(phone));
}

/** The way in. */
export const entryScreens: Screen[] = [
  { name: 'sign-in', as: 'stranger', open: (page) => atPhone(page) },
  {
    name: 'sign-in-wrong',
    as: 'stranger',
    open: async (page) => {
      await atPhone(page);
      await page.locator('#phone').fill('0141 2365');
      await submit(page);
      await page.locator('#phone[aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'sign-in-sending',
    as: 'stranger',
    open: async (page, { journeys }) => {
      await hold(page, '**/__clerk/v1/client/sign_ins*');
      await atPhone(page);
      await page.locator('#phone').fill(journeys.newNumber());
      await submit(page);
      await page.locator('button[aria-disabled=true] .spinner').waitFor();
    },
  },
  {
    name: 'sign-in-offline',
    as: 'stranger',
    open: async (page, { journeys }) => {
      await cut(page, '**/__clerk/v1/client/sign_ins*');
      await atPhone(page);
      await page.locator('#phone').fill(journeys.newNumber());
      await submit(page);
      await page.locator('#phone[aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'sign-in-no-script',
    as: 'stranger',
    open: async (page) => {
      await cut(page, '**/clerk/*.js');
      await page.goto('/auth/login');
      await page.getByRole('alert').first().waitFor();
    },
  },
  { name: 'sign-up', as: 'stranger', open: (page) => atPhone(page, '/auth/signup') },
  {
    name: 'sign-up-invited',
    as: 'stranger',
    open: async (page, { invitation }) => {
      await page.goto(`/r/${invitation.code}`);
      await page.getByText(invitation.shop).waitFor();
    },
  },
  {
    name: 'sign-up-code-by-hand',
    as: 'stranger',
    open: async (page) => {
      await atPhone(page, '/auth/signup');
      await page.locator('bp-invitation-place button').click();
      await page.locator('#invitation-code').fill('hello');
      await page.locator('bp-invitation-card button[type=submit]').click();
      await page.locator('#invitation-code[aria-invalid=true]').waitFor();
    },
  },
  {
    name: 'sign-up-link-unreadable',
    as: 'stranger',
    open: async (page) => {
      await page.goto('/r/BP-7K3');
      await page.locator('bp-notice').first().waitFor();
    },
  },
  {
    name: 'code',
    as: 'stranger',
    open: async (page, world) => {
      await atCode(page, world);
    },
  },
  {
    name: 'code-wrong',
    as: 'stranger',
    open: async (page, world) => {
      await atCode(page, world);
      await wrongCodes(page, 1);
    },
  },
  {
    name: 'code-no-tries-left',
    as: 'stranger',
    open: async (page, world) => {
      await atCode(page, world);
      await wrongCodes(page, 3);
      await page.locator('#code[readonly]').waitFor();
    },
  },
  {
    name: 'finish-loading',
    as: 'stranger',
    open: async (page, world) => {
      await hold(page, '**/auth/verify-clerk-token');
      await confirmed(page, world);
      await page.locator('bp-finish-step .spinner').waitFor();
    },
  },
  {
    name: 'finish-failed',
    as: 'stranger',
    open: async (page, world) => {
      await refuse(page, '**/auth/verify-clerk-token', { status: 503, code: 'database.unavailable' });
      await confirmed(page, world);
      await page.locator('bp-finish-step [role=alert]').waitFor();
    },
  },
  {
    name: 'not-found',
    as: 'stranger',
    open: async (page) => {
      await page.goto('/no-such-page');
      await page.locator('bp-not-found-page h1').waitFor();
    },
  },
  {
    name: 'boot-late',
    as: 'stranger',
    open: async (page) => {
      await hold(page, '**/main-*.js');
      await page.goto('/auth/login', { waitUntil: 'commit' });
      await page.locator('.boot-late').waitFor();
      await page.evaluate(() => document.fonts.ready);
    },
  },
  {
    name: 'settings-failed',
    as: 'stranger',
    open: async (page) => {
      await cut(page, '**/config.json');
      await page.goto('/auth/login');
      await page.getByRole('alert').waitFor();
    },
  },
];
