import { DashboardPage } from '../pages/dashboard-page.ts';
import { ShopPage } from '../pages/shop-page.ts';
import { grouped, SignInPage } from '../pages/sign-in-page.ts';
import { Journeys, SHARMA_PRINTS } from '../support/journey.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0 });
});
afterEach(async () => {
  await journeys.product.turn({ outage: { fapi: 'off' } });
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

describe('an outage', () => {
  it("of Clerk's script is said in words, keeps the number, and a retry goes on", async () => {
    const phone = journeys.newNumber();
    const { page, context } = await journeys.visitor();
    const signIn = new SignInPage(page);
    await context.route('**/clerk/**', (route) => route.abort());
    await page.goto('/auth/login');
    await signIn.phone.fill(phone);
    await page.getByText('The sign-in service did not load').waitFor();
    expect(await signIn.phone.inputValue()).toBe(phone);

    await context.unroute('**/clerk/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await signIn.send.click();
    await signIn.code.waitFor();
    await signIn.typeCode(await journeys.product.newestCode(phone));
    await new ShopPage(page).heading.waitFor();
  });

  it('of the API in mid-flow costs no new code and nothing that was typed', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);
    const shop = new ShopPage(page);
    await signIn.askForCode('/auth/signup', phone);

    await journeys.product.stack.programs.api.stop();
    await signIn.typeCode(await journeys.product.newestCode(phone));
    await page.getByRole('heading', { name: 'Your number is confirmed' }).waitFor();
    await journeys.product.stack.programs.api.start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await shop.heading.waitFor();
    expect(await journeys.product.messageCount(phone)).toBe(1);

    await shop.fill(SHARMA_PRINTS);
    await journeys.product.stack.programs.api.stop('SIGKILL');
    await shop.save();
    await page.getByText('Our server cannot be reached.').waitFor();
    expect(await page.getByLabel('Shop name').inputValue()).toBe('Sharma Prints');
    await journeys.product.stack.programs.api.start();
    await shop.save();
    await new DashboardPage(page).greeting.waitFor();
    await page.getByText('Sharma Prints').first().waitFor();
  }, 120_000);

  it('of Postgres shows what was last known, and heals by itself', async () => {
    const { page } = await journeys.owner(journeys.newNumber());
    await journeys.product.stack.database?.crash();

    await page.reload();
    await new DashboardPage(page).greeting.waitFor();
    await page.getByText('Our server is busy just now.').waitFor();
    await page.getByText('Sharma Prints').first().waitFor();

    await journeys.product.stack.database?.start();
    // The third time it asks by itself is half a minute later at most.
    await page.getByText('Our server is busy just now.').waitFor({ state: 'detached', timeout: 40_000 });
  });

  it('of the network leaves the dashboard readable', async () => {
    const { page, context } = await journeys.owner(journeys.newNumber());
    await context.route(`${journeys.product.apiUrl}/**`, (route) => route.abort('internetdisconnected'));

    await page.reload();

    await new DashboardPage(page).greeting.waitFor();
    await page.getByText('Our server cannot be reached.').waitFor();
    await page.getByText('Sharma Prints').first().waitFor();
  });

  it('of Clerk itself is said in words and keeps the number', async () => {
    const { page } = await journeys.visitor();
    const signIn = new SignInPage(page);
    const phone = journeys.newNumber();
    await page.goto('/auth/login');
    await signIn.phone.fill(phone);
    await signIn.send.waitFor();
    await journeys.product.turn({ outage: { fapi: 'error' } });

    await signIn.send.click();
    await page.getByText('The sign-in service is not working just now.').waitFor();
    expect(await signIn.phone.inputValue()).toBe(grouped(phone));

    await journeys.product.turn({ outage: { fapi: 'off' } });
    await signIn.send.click();
    await signIn.code.waitFor();
  });
});
