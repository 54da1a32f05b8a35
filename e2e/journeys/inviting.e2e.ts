import { AccountMenu } from '../pages/account-menu.ts';
import { PosterPage } from '../pages/poster-page.ts';
import { ReferralsPage } from '../pages/referrals-page.ts';
import { Journeys } from '../support/journey.ts';
import { type Visitor } from '../support/visitor.ts';

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

async function referralsOf({ page }: Visitor): Promise<ReferralsPage> {
  await new AccountMenu(page).choose('Referrals');
  const referrals = new ReferralsPage(page);
  await referrals.heading.waitFor();
  return referrals;
}

describe('inviting other shops', () => {
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
