import { type Locator, type Page } from 'playwright-core';
import { ENGLISH } from '../support/words.ts';

/** The sign-in and sign-up pages: one phone field, then one code field. */
export class SignInPage {
  readonly page: Page;
  readonly phone: Locator;
  readonly send: Locator;
  readonly code: Locator;
  readonly resend: Locator;
  readonly changeNumber: Locator;

  constructor(page: Page, { t, like } = ENGLISH) {
    this.page = page;
    this.phone = page.getByLabel(t('phone.label'));
    this.send = page.getByRole('button', { name: t('phone.send') });
    this.code = page.getByLabel(t('code.label'));
    this.resend = page.getByRole('button', {
      name: new RegExp(`^(?:${t('code.resend')}|${like('code.resendIn').source})`),
    });
    this.changeNumber = page.getByRole('button', { name: t('code.change') });
  }

  async askForCode(path: string, typed: string): Promise<void> {
    await this.page.goto(path);
    await this.phone.fill(typed);
    await this.send.click();
    await this.code.waitFor();
  }

  /** Six digits confirm themselves. */
  async typeCode(code: string): Promise<void> {
    await this.code.fill(code);
  }
}

/** A number as the phone field writes it once it has been sent: `98765 43210`. */
export function grouped(phoneNumber: string): string {
  return `${phoneNumber.slice(3, 8)} ${phoneNumber.slice(8)}`;
}
