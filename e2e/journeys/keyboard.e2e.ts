import { eventually } from '../support/eventually.ts';
import { Journeys } from '../support/journey.ts';
import { ScreenReader } from '../support/screen-reader.ts';

const SAID = {
  en: {
    frame: ['link “BharatPrint, home”', 'button “English”', 'button “हिन्दी”'],
    phone: 'textbox “Mobile number”: 10 digits, Indian mobile numbers only',
    short: 'textbox “Mobile number”: Some digits are missing. An Indian mobile number has 10. (invalid)',
    after: ['button “Send code”', 'link “Sign in”', 'button “Have an invitation code?”'],
    code: 'textbox “6-digit code”: The code works for 10 minutes.',
    shop: 'heading “Tell us about your shop”',
    noName: 'textbox “Shop name”: Type the name of your shop. (invalid)',
    fields: ['textbox “PIN code”', 'textbox “City or town”', 'combobox “State or union territory”'],
    state: 'Rajasthan',
    saved: 'Saved.',
    dashboard: 'heading “Namaste, Asha”',
    menu: ['menuitem “Dashboard”', 'menuitem “Referrals”'],
    stay: 'button “Stay signed in”',
  },
  hi: {
    frame: ['link “BharatPrint, होम पेज”', 'button “English”', 'button “हिन्दी”'],
    phone: 'textbox “मोबाइल नंबर”: 10 अंक, सिर्फ़ भारतीय मोबाइल नंबर',
    short: 'textbox “मोबाइल नंबर”: कुछ अंक कम हैं। भारतीय मोबाइल नंबर में 10 अंक होते हैं। (invalid)',
    after: ['button “कोड भेजें”', 'link “साइन इन करें”', 'button “न्योते का कोड है?”'],
    code: 'textbox “6 अंकों का कोड”: कोड 10 मिनट तक चलता है।',
    shop: 'heading “अपनी दुकान के बारे में बताएँ”',
    noName: 'textbox “दुकान का नाम”: दुकान का नाम लिखें। (invalid)',
    fields: ['textbox “पिन कोड”', 'textbox “शहर या कस्बा”', 'combobox “राज्य या केंद्र शासित प्रदेश”'],
    state: 'Rajasthan',
    saved: 'सेव हो गया।',
    dashboard: 'heading “नमस्ते, Asha”',
    menu: ['menuitem “डैशबोर्ड”', 'menuitem “रेफ़रल”'],
    stay: 'button “साइन इन रहने दें”',
  },
} as const;

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
}, 120_000);
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

it.each(['en', 'hi'] as const)(
  'somebody signs up by keyboard alone, told everything in %s',
  async (language) => {
    const said = SAID[language];
    const phone = journeys.newNumber();
    const { context, page } = await journeys.visitor();
    await context.addInitScript((spoken) => localStorage.setItem('bharatprint.language', spoken), language);
    const reader = await ScreenReader.on(page);
    const { keyboard } = page;
    const hears = (words: string): Promise<void> =>
      eventually(async () => expect(await reader.focused()).toContain(words));

    await page.goto('/auth/signup');
    await page.locator('#phone').waitFor();
    expect(await reader.tabs(3)).toEqual(said.frame);
    expect(await reader.showsFocus()).toBe(true);
    expect(await reader.tabs(1)).toEqual([said.phone]);
    expect(await reader.showsFocus()).toBe(true);
    await keyboard.type('98765');
    await keyboard.press('Enter');
    await hears(said.short);
    expect(await reader.tabs(3)).toEqual(said.after);
    await keyboard.press('Shift+Tab');
    await keyboard.press('Shift+Tab');
    await keyboard.press('Shift+Tab');
    await keyboard.press('Control+A');
    await keyboard.type(phone.slice(3));
    await keyboard.press('Enter');

    await hears(said.code);
    expect(await reader.showsFocus()).toBe(true);
    await keyboard.type(await journeys.product.newestCode(phone));

    await hears(said.shop);
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await hears(said.noName);
    await keyboard.type('Sharma Prints');
    const [pin, city, state] = said.fields;
    await keyboard.press('Tab');
    await hears(pin);
    await keyboard.type('302001');
    await keyboard.press('Tab');
    await hears(city);
    await keyboard.type('Jaipur');
    await keyboard.press('Tab');
    await hears(state);
    expect(await page.locator('#state').inputValue()).toBe(said.state);
    await keyboard.press('Tab');
    await keyboard.type('Asha');
    await keyboard.press('Enter');

    await hears(said.dashboard);
    await page.getByRole('status').getByText(said.saved).waitFor();
    // Brand, languages where they stand in the header, then the menu.
    await page.locator('#account-menu-button').waitFor();
    while (!(await page.locator('#account-menu-button:focus').count())) await keyboard.press('Shift+Tab');
    await keyboard.press('Enter');
    await hears(said.menu[0]);
    await keyboard.press('ArrowDown');
    await hears(said.menu[1]);
    await keyboard.press('End');
    await keyboard.press('Enter');
    await hears(said.stay);
    expect(await reader.showsFocus()).toBe(true);
    await keyboard.press('Escape');
    await eventually(async () => expect(await page.locator('#account-menu-button:focus').count()).toBe(1));
    await keyboard.press('Enter');
    await hears(said.menu[0]);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await page.waitForURL('**/referrals');
    await hears('heading “');
  },
);

it('somebody who wants less motion gets none', async () => {
  const { page } = await journeys.visitor();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/auth/login');
  await page.locator('#phone').waitFor();
  const longest = await page.evaluate(() =>
    Math.max(
      0,
      ...document.getAnimations().map((animation) => Number(animation.effect?.getComputedTiming().duration)),
    ),
  );
  expect(longest).toBeLessThanOrEqual(1);
});
