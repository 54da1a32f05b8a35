import { readFile } from 'node:fs/promises';
import { AccountMenu } from '../pages/account-menu.ts';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { ProfilePage } from '../pages/profile-page.ts';
import { Journeys } from '../support/journey.ts';
import { DESKTOP, type Visitor } from '../support/visitor.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

const ADMIN = '+919000000099';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0, sendsPerHour: 100 });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

async function profileOf({ page }: Pick<Visitor, 'page'>, words = ENGLISH): Promise<ProfilePage> {
  await new AccountMenu(page, words).choose('Your profile');
  const profile = new ProfilePage(page, words);
  await profile.heading.waitFor();
  return profile;
}

async function rowOf(phoneNumber: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await journeys.product.query(
    'SELECT shop_name, pincode, state, city, owner_name, language FROM users WHERE phone_number = $1',
    [phoneNumber],
  );
  return row;
}

describe.each([ENGLISH, HINDI])('the profile in $language', (words) => {
  const { t } = words;

  it('is changed, switches the portal to the other language, and is so in the next browser too', async () => {
    const other = words === ENGLISH ? HINDI : ENGLISH;
    const phone = journeys.newNumber();
    const owner = await journeys.owner(phone, undefined, words);
    const { page } = owner;
    const profile = await profileOf(owner, words);

    await profile.shopName.fill('Asha Digital Prints');
    await profile.pincode.fill('411004');
    await page.getByRole('button', { name: t('states.Maharashtra') }).click();
    await profile.city.fill('Pune');
    await profile.ownerName.fill('Asha Kulkarni');
    await profile.language.selectOption(other.language);
    await profile.save.click();

    const switched = new ProfilePage(page, other);
    await switched.heading.waitFor();
    await switched.saved.waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(other.language);
    expect(await rowOf(phone)).toEqual({
      shop_name: 'Asha Digital Prints',
      pincode: '411004',
      state: 'Maharashtra',
      city: 'Pune',
      owner_name: 'Asha Kulkarni',
      language: other.language,
    });

    const elsewhere = await journeys.visitor(undefined, words);
    await journeys.signIn(elsewhere, phone, words);
    await new DashboardPage(elsewhere.page, other).greeting.waitFor();
    await elsewhere.page.getByText('Asha Digital Prints').first().waitFor();
  });

  it('shows what the server refuses beside the field, and loses nothing', async () => {
    const phone = journeys.newNumber();
    const owner = await journeys.owner(phone, undefined, words);
    const profile = await profileOf(owner, words);

    // A stray character from a copied text, which no rule of the page knows.
    await profile.ownerName.fill('Asha\u0007 Kulkarni');
    await profile.city.fill('Ajmer');
    await profile.save.click();

    await owner.page.getByText(t('fields.control_character')).waitFor();
    expect(await profile.ownerName.getAttribute('aria-invalid')).toBe('true');
    expect(await profile.city.getAttribute('aria-invalid')).toBeNull();
    expect(await profile.city.inputValue()).toBe('Ajmer');
    expect(await rowOf(phone)).toMatchObject({ city: 'Jaipur', owner_name: null });

    await profile.ownerName.fill('Asha Kulkarni');
    await profile.save.click();
    await profile.saved.waitFor();
    expect(await rowOf(phone)).toMatchObject({ city: 'Ajmer', owner_name: 'Asha Kulkarni' });
  });

  it('asks before a page with unsaved changes is left', async () => {
    const owner = await journeys.owner(journeys.newNumber(), undefined, words);
    const { page } = owner;
    const profile = await profileOf(owner, words);
    const menu = new AccountMenu(page, words);
    await profile.city.fill('Kota');

    await menu.choose('Dashboard');
    await profile.leaveDialog.getByRole('button', { name: t('leave.stay') }).click();
    expect(await profile.city.inputValue()).toBe('Kota');

    await page.goBack();
    await profile.leaveDialog.getByRole('button', { name: t('leave.go') }).click();
    await new DashboardPage(page, words).greeting.waitFor();
    await profileOf(owner, words);
    expect(await profile.city.inputValue()).toBe('Jaipur');
  });
});

describe('the profile', () => {
  it('asks as well where the sign-in has led straight to it, and stays in its place', async () => {
    const phone = journeys.newNumber();
    await (await journeys.owner(phone)).leave();
    const { page } = await journeys.visitor();
    const profile = new ProfilePage(page);
    await page.goto('/profile');
    await journeys.signInHere(page, phone);
    await profile.city.fill('Kota');

    for (let time = 0; time < 2; time += 1) {
      await page.goBack();
      await profile.leaveDialog.getByRole('button', { name: 'Stay on this page' }).click();
      await profile.leaveDialog.waitFor({ state: 'hidden' });
      await page.waitForURL('**/profile');
    }
    expect(await profile.city.inputValue()).toBe('Kota');

    await page.goBack();
    await profile.leaveDialog.getByRole('button', { name: 'Leave without saving' }).click();
    await new DashboardPage(page).greeting.waitFor();
    await profileOf({ page });
    expect(await profile.city.inputValue()).toBe('Jaipur');
  });

  it('keeps what was typed while the API is down, even over a reload, and saves it afterwards', async () => {
    const phone = journeys.newNumber();
    const owner = await journeys.owner(phone);
    const { api } = journeys.product.stack.programs;
    const profile = await profileOf(owner);
    await profile.city.fill('Kota');

    await api.stop('SIGKILL');
    await profile.save.click();
    await owner.page.getByText('What you typed is kept in this tab.').waitFor();
    expect(await profile.city.inputValue()).toBe('Kota');

    owner.page.on('dialog', (dialog) => void dialog.accept());
    await owner.page.reload();
    await api.start();
    expect(await profile.city.inputValue()).toBe('Kota');
    await profile.save.click();
    await profile.saved.waitFor();
    expect(await rowOf(phone)).toMatchObject({ city: 'Kota' });
  });

  it('is reached, changed and saved with the keyboard alone', async () => {
    const phone = journeys.newNumber();
    await journeys.owner(phone);
    const { page } = await journeys.returning(phone);
    await page.setViewportSize(DESKTOP);
    const menu = new AccountMenu(page);
    const profile = new ProfilePage(page);
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

    await menu.button.focus();
    await page.keyboard.press('Enter');
    await menu.items.first().waitFor();
    await page.keyboard.press('Escape');
    await menu.items.first().waitFor({ state: 'hidden' });
    expect(await focused()).toBe('account-menu-button');

    await page.keyboard.press('ArrowUp');
    await menu.items.last().waitFor();
    await page.keyboard.press('Enter');
    await menu.everywhereDialog.waitFor();
    await page.keyboard.press('Escape');
    await menu.everywhereDialog.waitFor({ state: 'hidden' });
    expect(await focused()).toBe('account-menu-button');

    await page.keyboard.press('Enter');
    await menu.items.first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await profile.heading.waitFor();
    for (let presses = 0; presses < 12 && (await focused()) !== 'city'; presses += 1) {
      await page.keyboard.press('Tab');
    }
    expect(await focused()).toBe('city');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Udaipur');

    await menu.choose('Dashboard');
    await profile.leaveDialog.waitFor();
    await page.keyboard.press('Escape');
    await profile.leaveDialog.waitFor({ state: 'hidden' });

    await profile.city.focus();
    await page.keyboard.press('Enter');
    await profile.saved.waitFor();
    expect(await rowOf(phone)).toMatchObject({ city: 'Udaipur' });
  });
});

describe('the data of an owner', () => {
  it('arrives as a file', async () => {
    const phone = journeys.newNumber();
    const owner = await journeys.owner(phone);
    const profile = await profileOf(owner);

    const download = owner.page.waitForEvent('download');
    await profile.download.click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^bharatprint-\d{4}-\d{2}-\d{2}\.json$/);
    expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toMatchObject({
      profile: { phoneNumber: phone, shopName: 'Sharma Prints', city: 'Jaipur' },
    });
    await owner.page.getByText(`Saved in your downloads as ${file.suggestedFilename()}.`).waitFor();
  });
});

describe("an administrator's menu", () => {
  it('copies a token that the API takes, and owners have no such entry', async () => {
    const admin = await journeys.visitor(DESKTOP);
    await admin.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await journeys.signIn(admin, ADMIN);
    await admin.page.getByRole('button', { name: 'Do this later' }).click();
    const menu = new AccountMenu(admin.page);

    await menu.choose('Copy API token');
    await admin.page.getByText('Copied. The token works for up to 24 hours.').waitFor();
    const token = await admin.page.evaluate(() => navigator.clipboard.readText());
    const answer = await fetch(`${journeys.product.apiUrl}/users/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await answer.json()).toMatchObject({ phoneNumber: ADMIN, role: 'admin' });

    const owner = await journeys.owner(journeys.newNumber());
    await new AccountMenu(owner.page).button.click();
    await owner.page.getByRole('menuitem', { name: 'Sign out', exact: true }).waitFor();
    expect(await owner.page.getByRole('menuitem', { name: 'Copy API token' }).count()).toBe(0);
  });
});
