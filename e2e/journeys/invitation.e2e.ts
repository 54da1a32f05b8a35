import { DashboardPage } from '../pages/dashboard-page.ts';
import { Invitation } from '../pages/invitation.ts';
import { ShopPage } from '../pages/shop-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { Journeys } from '../support/journey.ts';

const RAVI_XEROX = { shopName: 'Ravi Xerox', pincode: '560001', city: 'Bengaluru' };
const NOBODYS_CODE = 'BP-23456789A';
const INVITED_BY = 'You were invited by Sharma Prints, Jaipur.';
let journeys: Journeys;
/** Asha of Sharma Prints in Jaipur, who invites. */
let ashasCode: string;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0 });
  const asha = journeys.newNumber();
  await journeys.owner(asha);
  ashasCode = (await account(asha)).referral_code;
  await journeys.everybodyLeaves();
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

async function account(
  phoneNumber: string,
): Promise<{ referral_code: string; monthly_upload_limit: number }> {
  const [row] = await journeys.product.query<{ referral_code: string; monthly_upload_limit: number }>(
    'SELECT referral_code, monthly_upload_limit FROM users WHERE phone_number = $1',
    [phoneNumber],
  );
  if (row === undefined) throw new Error('Nobody has this number.');
  return row;
}

/** The code of who invited the owner of this number, and how far that has come. */
async function invitationOf(phoneNumber: string): Promise<{ code: string; status: string }[]> {
  return await journeys.product.query(
    `SELECT referrer.referral_code AS code, referrals.status
       FROM referrals
       JOIN users AS referrer ON referrer.id = referrals.referrer_id
       JOIN users AS referee ON referee.id = referrals.referee_id
      WHERE referee.phone_number = $1`,
    [phoneNumber],
  );
}

describe('an invitation', () => {
  it('is not lost between the link and the account: reload, another tab, back and forth', async () => {
    const ravi = journeys.newNumber();
    const visitor = await journeys.visitor();
    const { page } = visitor;
    await page.goto('/healthz');
    await page.goto(`/r/${ashasCode}`);
    await page.waitForURL('**/auth/signup');
    await new Invitation(page).from('Sharma Prints, Jaipur').waitFor();

    await page.reload();
    await new Invitation(page).from('Sharma Prints, Jaipur').waitFor();

    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/healthz');
    await page.goForward();
    expect(new URL(page.url()).pathname).toBe('/auth/signup');
    await new Invitation(page).from('Sharma Prints, Jaipur').waitFor();
    await page.close();

    const tab = await visitor.newTab();
    await tab.goto('/auth/login');
    await new Invitation(tab).from('Sharma Prints, Jaipur').waitFor();
    await journeys.signInHere(tab, ravi);

    const shop = new ShopPage(tab);
    await shop.heading.waitFor();
    await new Invitation(tab).told(INVITED_BY).waitFor();
    expect(await invitationOf(ravi)).toEqual([{ code: ashasCode, status: 'joined' }]);

    await shop.fill(RAVI_XEROX);
    await shop.save();
    await new DashboardPage(tab).greeting.waitFor();
    expect(await new Invitation(tab).told(INVITED_BY).count()).toBe(0);
    expect(await invitationOf(ravi)).toEqual([{ code: ashasCode, status: 'rewarded' }]);
    expect((await account(ravi)).monthly_upload_limit).toBe(25);
  });

  it('is told once: the page does not say it again after a reload', async () => {
    const { page } = await journeys.visitor();
    await page.goto(`/r/${ashasCode.toLowerCase()}?utm_source=whatsapp`);
    await page.waitForURL('**/auth/signup');
    await journeys.signInHere(page, journeys.newNumber());
    await new Invitation(page).told(INVITED_BY).waitFor();

    await page.reload();
    await new ShopPage(page).heading.waitFor();
    expect(await new Invitation(page).told(INVITED_BY).count()).toBe(0);
  });

  it('with a code nobody has says so, lets everybody in, and says what became of it', async () => {
    const ravi = journeys.newNumber();
    const { page } = await journeys.visitor();
    await page.goto(`/r/${NOBODYS_CODE}`);
    await page.getByText(`We do not know the code ${NOBODYS_CODE}`).waitFor();

    await journeys.signInHere(page, ravi);

    await new ShopPage(page).heading.waitFor();
    await new Invitation(page).told(`The invitation code ${NOBODYS_CODE} was not used.`).waitFor();
    await page.getByText('There is no such code.').waitFor();
    expect(await invitationOf(ravi)).toEqual([]);
    expect(await page.evaluate(() => localStorage.getItem('bharatprint.invitation'))).toBeNull();
  });

  it('whose link is not whole leads to signing up all the same', async () => {
    const { page } = await journeys.visitor();
    await page.goto('/r/BP-234');
    await page.waitForURL('**/auth/signup');
    await page.getByText('This invitation link is not whole.').waitFor();
    await new SignInPage(page).phone.waitFor();
  });

  it('is typed by hand in any notation, by keyboard alone', async () => {
    const ravi = journeys.newNumber();
    const { page } = await journeys.visitor();
    const invitation = new Invitation(page);
    await page.goto('/auth/signup');
    await invitation.opener.focus();
    await page.keyboard.press('Enter');
    await invitation.field.waitFor();
    await page.keyboard.type('bp 23');
    await page.keyboard.press('Enter');
    await page.getByText('This is not an invitation code.').waitFor();
    expect(await invitation.field.inputValue()).toBe('bp 23');

    await page.keyboard.press('Control+A');
    await page.keyboard.type(ashasCode.toLowerCase().replace('-', ' '));
    await page.keyboard.press('Enter');
    await invitation.from('Sharma Prints, Jaipur').waitFor();

    await journeys.signInHere(page, ravi);
    await invitation.told(INVITED_BY).waitFor();
    expect(await invitationOf(ravi)).toEqual([{ code: ashasCode, status: 'joined' }]);
  });

  it('counts when its code was typed and the number sent without pressing “Use code”', async () => {
    const ravi = journeys.newNumber();
    const { page } = await journeys.visitor();
    const invitation = new Invitation(page);
    await page.goto('/auth/signup');
    await new SignInPage(page).phone.fill(ravi);
    await invitation.opener.click();
    await invitation.field.pressSequentially(ashasCode);
    await new SignInPage(page).send.click();
    await new SignInPage(page).code.waitFor();
    await new SignInPage(page).typeCode(await journeys.product.newestCode(ravi));

    await invitation.told(INVITED_BY).waitFor();
    expect(await invitationOf(ravi)).toEqual([{ code: ashasCode, status: 'joined' }]);
  });

  it('that was taken out is not sent', async () => {
    const ravi = journeys.newNumber();
    const { page } = await journeys.visitor();
    await page.goto(`/r/${ashasCode}`);
    await new Invitation(page).remove.click();
    await new Invitation(page).opener.waitFor();

    await journeys.signInHere(page, ravi);
    await new ShopPage(page).heading.waitFor();
    expect(await invitationOf(ravi)).toEqual([]);
  });

  it('is kept while the API cannot be reached, and says no more than that', async () => {
    const { page } = await journeys.visitor();
    await page.route('**/referrals/codes/**', (route) => route.abort());
    await page.goto(`/r/${ashasCode}`);
    await page.getByText(`Your invitation code ${ashasCode} is kept.`).waitFor();
    await new SignInPage(page).phone.waitFor();
  });

  it('signs nobody out who is signed in already, and uses nothing without being told to', async () => {
    const ravi = journeys.newNumber();
    const { page } = await journeys.owner(ravi, RAVI_XEROX);
    await page.goto(`/r/${ashasCode}`);
    await page.waitForURL('**/referrals');
    // All there is left to do is to press the button.
    expect(await page.getByLabel('Code of the shop that invited you').inputValue()).toBe(ashasCode);
    expect(await invitationOf(ravi)).toEqual([]);
  });
});
