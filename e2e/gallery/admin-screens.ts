import { type Screen } from './screen.ts';

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
];
