import { type Locator, type Page } from 'playwright-core';
import { ENGLISH } from '../support/words.ts';

/** Inviting other shops: the code to hand on, what it earns, who joined, and a code of somebody else. */
export class ReferralsPage {
  readonly heading: Locator;
  readonly code: Locator;
  readonly copyCode: Locator;
  readonly copyLink: Locator;
  readonly whatsApp: Locator;
  readonly qrCode: Locator;
  readonly poster: Locator;
  readonly rewards: Locator;
  readonly shops: Locator;
  readonly nobodyYet: Locator;
  readonly more: Locator;
  readonly invitationCode: Locator;
  readonly redeem: Locator;
  readonly invitedBy: Locator;

  constructor(page: Page, { t, like } = ENGLISH) {
    this.heading = page.getByRole('heading', { name: t('referrals.title') });
    this.code = page.getByText(/^\s*BP-[2-9A-HJKMNP-Z]{9}\s*$/);
    this.copyCode = page.getByRole('button', { name: t('dashboard.copy') });
    this.copyLink = page.getByRole('button', { name: t('referrals.copyLink') });
    this.whatsApp = page.getByRole('link', { name: like('referrals.whatsApp') }).first();
    this.qrCode = page.getByRole('img', { name: t('referrals.qrLabel') });
    this.poster = page.getByRole('link', { name: t('referrals.poster') });
    this.rewards = page.getByRole('meter', { name: t('referrals.monthTitle') });
    this.shops = page.locator('bp-invited-shops').getByRole('listitem');
    this.nobodyYet = page.getByText(t('referrals.emptyTitle'));
    this.more = page.getByRole('button', { name: t('referrals.more') });
    this.invitationCode = page.getByLabel(t('referrals.redeemLabel'));
    this.redeem = page.getByRole('button', { name: t('referrals.redeem') });
    this.invitedBy = page.getByRole('heading', { name: t('referrals.invitedTitle') });
  }

  /** A shop's line in the list: its name, where it stands, since when. */
  shop(name: string): Locator {
    return this.shops.filter({ hasText: name });
  }

  async useCode(typed: string): Promise<void> {
    await this.invitationCode.fill(typed);
    await this.redeem.click();
  }
}
