import { type Locator, type Page } from 'playwright-core';

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

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'Invite print shops' });
    this.code = page.getByText(/^\s*BP-[2-9A-HJKMNP-Z]{9}\s*$/);
    this.copyCode = page.getByRole('button', { name: 'Copy code' });
    this.copyLink = page.getByRole('button', { name: 'Copy link' });
    this.whatsApp = page.getByRole('link', { name: /^Share on WhatsApp/ }).first();
    this.qrCode = page.getByRole('img', { name: 'QR code of your invitation link' });
    this.poster = page.getByRole('link', { name: 'Print a poster' });
    this.rewards = page.getByRole('meter', { name: 'Rewards this month' });
    this.shops = page.locator('bp-invited-shops').getByRole('listitem');
    this.nobodyYet = page.getByText('Nobody has joined with your code yet');
    this.more = page.getByRole('button', { name: 'Show more' });
    this.invitationCode = page.getByLabel('Code of the shop that invited you');
    this.redeem = page.getByRole('button', { name: 'Use this code' });
    this.invitedBy = page.getByRole('heading', { name: 'Who invited you' });
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
