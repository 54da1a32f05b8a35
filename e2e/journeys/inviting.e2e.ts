import { AccountMenu } from '../pages/account-menu.ts';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { Invitation } from '../pages/invitation.ts';
import { PosterPage } from '../pages/poster-page.ts';
import { ReferralsPage } from '../pages/referrals-page.ts';
import { ShopPage } from '../pages/shop-page.ts';
import { eventually } from '../support/eventually.ts';
import { Journeys } from '../support/journey.ts';
import { type Visitor } from '../support/visitor.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

const RAVI_XEROX = { shopName: 'Ravi Xerox', pincode: '342001', city: 'Jodhpur' };

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0, sendsPerHour: 100 });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

async function referralsOf({ page }: Visitor, words = ENGLISH): Promise<ReferralsPage> {
  await new AccountMenu(page, words).choose('Referrals');
  const referrals = new ReferralsPage(page, words);
  await referrals.heading.waitFor();
  return referrals;
}

/** What the meter of the dashboard says of the month. */
async function uploadsOn({ page }: Visitor): Promise<string | null> {
  const meter = page.getByRole('meter');
  await meter.waitFor();
  return meter.getAttribute('aria-valuemax');
}

describe('inviting other shops', () => {
  it('brings a link by WhatsApp, all in Hindi, to another phone, through sign-up and profile, and the reward to both dashboards', async () => {
    const asha = await journeys.owner(journeys.newNumber(), undefined, HINDI);
    expect(await uploadsOn(asha)).toBe('20');
    const draft = new URL((await (await referralsOf(asha, HINDI)).whatsApp.getAttribute('href')) ?? '');
    expect(draft.origin + draft.pathname).toBe('https://wa.me/');
    const link = /https?:\S+\/r\/BP-\w+/.exec(draft.searchParams.get('text') ?? '')?.[0] ?? '';

    const phone = journeys.newNumber();
    const ravi = await journeys.visitor(undefined, HINDI);
    await ravi.page.goto(link);
    await new Invitation(ravi.page, HINDI).from('Sharma Prints, Jaipur').waitFor();
    await journeys.signInHere(ravi.page, phone, HINDI);
    const shop = new ShopPage(ravi.page, HINDI);
    await shop.heading.waitFor();
    await shop.fill(RAVI_XEROX);
    await shop.save();

    await new DashboardPage(ravi.page, HINDI).greeting.waitFor();
    await eventually(async () => expect(await uploadsOn(ravi)).toBe('25'));
    await ravi.page
      .getByText(HINDI.t('dashboard.limitParts.plan', { plan: HINDI.t('dashboard.plans.free') }))
      .waitFor();
    await asha.page.goto('/dashboard');
    await eventually(async () => expect(await uploadsOn(asha)).toBe('25'));
  });

  it('hands a link on; whoever uses it is listed, and both get their uploads', async () => {
    const asha = await journeys.owner(journeys.newNumber());
    const ashas = await referralsOf(asha);
    await ashas.nobodyYet.waitFor();
    const draft = new URL((await ashas.whatsApp.getAttribute('href')) ?? '');
    const message = draft.searchParams.get('text') ?? '';

    const ravi = await journeys.owner(journeys.newNumber(), RAVI_XEROX);
    const ravis = await referralsOf(ravi);
    // The whole message, as it is copied out of WhatsApp.
    await ravis.useCode(message);
    await ravis.invitedBy.waitFor();
    await ravi.page.getByText('Sharma Prints, Jaipur, invited you.').waitFor();
    await ravi.page.getByText('You get 5 more uploads a month.').waitFor();

    await asha.page.reload();
    const line = ashas.shop('Ravi Xerox');
    await line.getByText('+5 uploads a month').waitFor();
    expect(await ashas.rewards.getAttribute('aria-valuenow')).toBe('1');
  });

  it('prints the poster on one sheet of the chosen paper', async () => {
    const asha = await journeys.owner(journeys.newNumber());
    const referrals = await referralsOf(asha);
    await referrals.poster.click();
    const poster = new PosterPage(asha.page);
    await poster.heading.waitFor();

    expect(await poster.printed()).toEqual(['210 × 297']);
    await poster.choose('A5');
    expect(await poster.printed()).toEqual(['148 × 210']);
    await asha.page.emulateMedia({ media: 'print' });
    expect(await poster.heading.isVisible()).toBe(false);
    expect(await poster.sheet.isVisible()).toBe(true);
  });
});
