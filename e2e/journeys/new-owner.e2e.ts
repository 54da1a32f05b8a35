import { DashboardPage } from '../pages/dashboard-page.ts';
import { ShopPage } from '../pages/shop-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { Journeys, SHARMA_PRINTS } from '../support/journey.ts';
import { DESKTOP } from '../support/visitor.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

describe.each([ENGLISH, HINDI])('a new owner whose browser asks for $language', (words) => {
  const { t } = words;

  it('signs up, tells about the shop, signs out, and finds the same shop at the next sign-in', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.visitor(undefined, words);
    const signIn = new SignInPage(page, words);
    const shop = new ShopPage(page, words);
    const dashboard = new DashboardPage(page, words);

    await page.goto('/');
    await page.getByRole('link', { name: t('signIn.toSignup') }).click();
    await signIn.phone.fill(phone);
    await signIn.send.click();
    await signIn.code.waitFor();
    await signIn.typeCode(await journeys.product.newestCode(phone));

    await shop.heading.waitFor();
    await shop.fill(SHARMA_PRINTS);
    expect(await shop.state.inputValue()).toBe('Rajasthan');
    await shop.save();

    await dashboard.greeting.waitFor();
    await page.getByText('Sharma Prints').first().waitFor();
    await page.getByText(t('dashboard.uploadsOf', { used: 0, limit: 20 })).waitFor();
    const code = await dashboard.referralCode.innerText();
    const [row] = await journeys.product.query(
      `SELECT shop_name, city, state, pincode, referral_code, phone_verified, language,
         clerk_user_id LIKE 'user_%' AS is_clerks
       FROM users WHERE phone_number = $1`,
      [phone],
    );
    expect(row).toEqual({
      shop_name: 'Sharma Prints',
      city: 'Jaipur',
      state: 'Rajasthan',
      pincode: '302001',
      referral_code: code,
      phone_verified: true,
      language: words.language,
      is_clerks: true,
    });

    await dashboard.signOut();
    await page.waitForURL('**/auth/login**');
    await journeys.product.turn({ resendWaitSeconds: 0 });
    await signIn.askForCode('/auth/login', phone);
    await signIn.typeCode(await journeys.product.newestCode(phone));
    await dashboard.greeting.waitFor();
    await page.getByText('Sharma Prints').first().waitFor();
    expect(await dashboard.referralCode.innerText()).toBe(code);
    expect(await journeys.product.query('SELECT FROM users WHERE phone_number = $1', [phone])).toHaveLength(
      1,
    );
  });
});

describe('a new owner', () => {
  it('types an unknown number at sign-in and goes on as a sign-up with the same code', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.visitor(DESKTOP);
    const signIn = new SignInPage(page);

    await signIn.askForCode('/auth/login', phone);
    await signIn.typeCode(await journeys.product.newestCode(phone));

    await new ShopPage(page).heading.waitFor();
    expect(await journeys.product.messageCount(phone)).toBe(1);
  });

  it('types a known number at sign-up and just signs in', async () => {
    const phone = journeys.newNumber();
    await journeys.owner(phone);
    await journeys.product.turn({ resendWaitSeconds: 0 });
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);

    await signIn.askForCode('/auth/signup', phone);
    await signIn.typeCode(await journeys.product.newestCode(phone));

    await new DashboardPage(page).greeting.waitFor();
    await page.getByText('Sharma Prints').first().waitFor();
  });

  it('signs up with the keyboard alone', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.visitor(DESKTOP);
    const signIn = new SignInPage(page);
    await page.goto('/auth/signup');
    await signIn.phone.waitFor();

    await signIn.phone.focus();
    await page.keyboard.type(phone.slice(3));
    await page.keyboard.press('Enter');
    await signIn.code.waitFor();
    // The field has the focus already: nobody has to look for it.
    await page.keyboard.type(await journeys.product.newestCode(phone));

    // Each new page begins at its heading.
    await page.locator('h1:focus', { hasText: 'Tell us about your shop' }).waitFor();
    await page.getByLabel('Shop name').focus();
    await page.keyboard.type('Ravi Xerox');
    await page.keyboard.press('Tab');
    await page.keyboard.type('560001');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Bengaluru');
    await page.keyboard.press('Enter');
    await new DashboardPage(page).greeting.waitFor();
    await page.getByText('Ravi Xerox').first().waitFor();
  });
});
