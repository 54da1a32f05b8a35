import { grouped, SignInPage } from '../pages/sign-in-page.ts';
import { ShopPage } from '../pages/shop-page.ts';
import { Journeys } from '../support/journey.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
});
beforeEach(() => journeys.product.turn({ codeLifeSeconds: 600, resendWaitSeconds: 30, sendsPerHour: 5 }));
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

/** A code that is surely not the right one; each `time` another, because the same one is not tried again by itself. */
const wrong = (code: string, time = 1): string => String((Number(code) + time) % 1_000_000).padStart(6, '0');

describe('the code', () => {
  it.each([
    { words: ENGLISH, triesLeft: '2 tries left.' },
    { words: HINDI, triesLeft: '2 मौके बाकी हैं।' },
  ])(
    'may be wrong once, says how many tries are left, and is then taken, in $words.language',
    async ({ words, triesLeft }) => {
      const phone = journeys.newNumber();
      const { page } = await journeys.visitor(undefined, words);
      const signIn = new SignInPage(page, words);
      await signIn.askForCode('/auth/login', phone);
      const code = await journeys.product.newestCode(phone);

      await signIn.typeCode(wrong(code));
      await page.getByText(words.t('clerk.form_code_incorrect')).waitFor();
      await page.getByText(triesLeft).waitFor();

      await signIn.typeCode(code);
      await new ShopPage(page, words).heading.waitFor();
    },
  );

  it('is refused after three wrong ones, and a new one helps', async () => {
    const phone = journeys.newNumber();
    await journeys.product.turn({ resendWaitSeconds: 0 });
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);
    await signIn.askForCode('/auth/login', phone);
    const first = await journeys.product.newestCode(phone);

    for (const [time, left] of ['2 tries left.', 'One try left.'].entries()) {
      await signIn.typeCode(wrong(first, time + 1));
      await page.getByText(left).waitFor();
    }
    await signIn.typeCode(wrong(first, 3));
    await page.getByText('Ask for a new one.').waitFor();

    // The page waits out Clerk's usual half minute before it offers another SMS.
    await page.getByRole('button', { name: 'Send a new code', exact: true }).click({ timeout: 40_000 });
    await page.getByText('A new code is on its way.').waitFor();
    await signIn.typeCode(await journeys.product.newestCode(phone));
    await new ShopPage(page).heading.waitFor();
  });

  it('expires, says so, and the next one works', async () => {
    const phone = journeys.newNumber();
    await journeys.product.turn({ codeLifeSeconds: 0, resendWaitSeconds: 0 });
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);
    await signIn.askForCode('/auth/login', phone);
    await signIn.typeCode(await journeys.product.newestCode(phone));
    await page.getByText('This code is too old.').waitFor();

    await journeys.product.turn({ codeLifeSeconds: 600 });
    await page.getByRole('button', { name: 'Send a new code', exact: true }).click({ timeout: 40_000 });
    await page.getByText('A new code is on its way.').waitFor();
    await signIn.typeCode(await journeys.product.newestCode(phone));
    await new ShopPage(page).heading.waitFor();
  });

  it('can be pasted with the words around it', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);
    await signIn.askForCode('/auth/login', phone);
    const code = await journeys.product.newestCode(phone);

    await signIn.code.evaluate(
      (field, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      `Your code is ${code.slice(0, 3)} ${code.slice(3)}.`,
    );

    await new ShopPage(page).heading.waitFor();
  });

  it('goes to the new number after a change of number, which keeps what was typed', async () => {
    const [first, second] = [journeys.newNumber(), journeys.newNumber()];
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);
    await signIn.askForCode('/auth/login', first.slice(3));

    await signIn.changeNumber.click();
    expect(await signIn.phone.inputValue()).toBe(grouped(first));
    await signIn.phone.fill(second);
    await signIn.send.click();
    await signIn.code.waitFor();
    await signIn.typeCode(await journeys.product.newestCode(second));

    await new ShopPage(page).heading.waitFor();
    expect(
      await journeys.product.query('SELECT phone_number FROM users WHERE phone_number = $1', [second]),
    ).toHaveLength(1);
  });

  it('is left by going back for the number, which keeps what was typed and costs no second SMS', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);
    await page.goto('/healthz');
    await signIn.askForCode('/auth/login', phone.slice(3));

    await page.goBack();
    await signIn.phone.waitFor();
    expect(await signIn.phone.inputValue()).toBe(grouped(phone));
    await page.locator('#phone:focus').waitFor();
    await signIn.send.click();
    await page.getByText('We have already sent a code to this number.').waitFor();
    await page.reload();
    await signIn.code.waitFor();
    await page.goBack();
    await signIn.send.click();
    await signIn.changeNumber.click();
    await signIn.send.click();
    await signIn.code.waitFor();
    expect(await journeys.product.messageCount(phone)).toBe(1);

    // However often there and back: one step to the number, one to where the owner came from.
    await page.goBack();
    await signIn.phone.waitFor();
    await page.goBack();
    await page.waitForURL('**/healthz');
    await page.goForward();
    await signIn.send.click();
    await signIn.code.waitFor();
    await signIn.typeCode(await journeys.product.newestCode(phone));
    await new ShopPage(page).heading.waitFor();
  });

  it('lets its owner in, however often back and forward are pressed while the next page is on its way', async () => {
    const phone = journeys.newNumber();
    const { page, context } = await journeys.visitor();
    // What a service worker answers cannot be held up.
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
    let isHeldUp = false;
    const held: (() => Promise<void>)[] = [];
    await context.route(/chunk-[\w-]{8}\.js/, async (route) => {
      const letGo = (): Promise<void> => route.continue();
      if (isHeldUp) held.push(letGo);
      else await letGo();
    });
    const signIn = new SignInPage(page);
    await page.goto('/auth/login');
    await signIn.phone.fill(phone);
    await page.waitForLoadState('networkidle');
    isHeldUp = true;
    await signIn.send.click();
    await signIn.code.waitFor();
    const [exchange] = await Promise.all([
      page.waitForResponse('**/auth/verify-clerk-token'),
      signIn.typeCode(await journeys.product.newestCode(phone)),
    ]);
    expect(exchange.status()).toBe(200);
    await page.getByRole('heading', { name: 'Signing you in…' }).waitFor();
    await page.goBack();
    await page.goForward();
    isHeldUp = false;
    await Promise.all(held.map((letGo) => letGo()));
    await new ShopPage(page).heading.waitFor();
  });

  it('is sent once however often the button is pressed', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);
    await page.goto('/auth/login');
    await signIn.phone.fill(phone);

    await signIn.send.dblclick();
    await signIn.code.waitFor();

    expect(await journeys.product.messageCount(phone)).toBe(1);
  });
});
