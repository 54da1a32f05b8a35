import { SignInPage } from '../pages/sign-in-page.ts';
import { Journeys } from '../support/journey.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0, sendsPerHour: 100, createsPer10Seconds: 0 });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

describe('a mobile number', () => {
  it.each([
    '9876543210',
    '09876543210',
    '919876543210',
    '+91 98765 43210',
    '0091 98765-43210',
    '(0)98765.43210',
    '९८७६५ ४३२१०',
    '\u202a+91 98765 43210\u202c',
  ])('may be typed as %j', async (typed) => {
    const before = await journeys.product.messageCount('+919876543210');
    const { page } = await journeys.visitor();

    await new SignInPage(page).askForCode('/auth/login', typed);

    await page.getByText('+91 98765 43210').waitFor();
    expect(await journeys.product.messageCount('+919876543210')).toBe(before + 1);
  });

  it.each([
    ['', 'Type your mobile number first.'],
    ['98765', 'Some digits are missing.'],
    ['98765 43210 9', 'There are too many digits.'],
    ['022 2345 6789', 'This is not a mobile number'],
    ['+1 201 555 0100', 'Only Indian mobile numbers work here.'],
    ['asha@example.in', 'That does not look like a phone number.'],
    ['9999999999', 'All digits are the same.'],
    ["'; DROP TABLE users; --", 'That does not look like a phone number.'],
  ])('typed as %j is refused in words, and stays in the field', async (typed, words) => {
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);
    await page.goto('/auth/login');
    await signIn.phone.fill(typed);
    await signIn.send.click();

    await page.getByText(words).waitFor();
    expect(await signIn.phone.inputValue()).toBe(typed);
    expect(await signIn.phone.getAttribute('aria-invalid')).toBe('true');
  });
});
