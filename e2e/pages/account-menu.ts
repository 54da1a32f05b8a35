import { type Locator, type Page } from 'playwright-core';
import { type MessageKey } from '../../frontend/src/app/core/i18n/dictionary.ts';
import { ENGLISH, type Words } from '../support/words.ts';

const ITEMS = {
  Dashboard: 'titles.dashboard',
  Referrals: 'titles.referrals',
  'Your profile': 'titles.profile',
  Administration: 'account.admin',
  'Copy API token': 'account.copyToken',
  'API documentation': 'account.apiDocs',
  'Sign out': 'common.signOut',
  'Sign out everywhere': 'everywhere.confirm',
} as const satisfies Record<string, MessageKey>;

export type AccountMenuItem = keyof typeof ITEMS;

/** The menu at the top of every page of a signed-in owner. */
export class AccountMenu {
  readonly button: Locator;
  readonly items: Locator;
  readonly everywhereDialog: Locator;
  private readonly page: Page;
  private readonly t: Words['t'];

  constructor(page: Page, { t } = ENGLISH) {
    this.page = page;
    this.t = t;
    this.button = page.getByRole('button', { name: new RegExp(`^${t('account.menu')}:`) });
    this.items = page.getByRole('menuitem');
    this.everywhereDialog = page.getByRole('dialog', { name: t('everywhere.title') });
  }

  async choose(item: AccountMenuItem): Promise<void> {
    await this.button.click();
    const name = new RegExp(`^${this.t(ITEMS[item])}(?: \\(.+\\))?$`);
    await this.page.getByRole('menuitem', { name }).click();
  }

  async signOutEverywhere(): Promise<void> {
    await this.choose('Sign out everywhere');
    await this.everywhereDialog.getByRole('button', { name: this.t('everywhere.confirm') }).click();
  }
}
