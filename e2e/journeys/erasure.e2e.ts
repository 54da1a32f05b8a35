import { AccountMenu } from '../pages/account-menu.ts';
import { AccountDeletionPage } from '../pages/account-deletion-page.ts';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { ProfilePage } from '../pages/profile-page.ts';
import { ShopPage } from '../pages/shop-page.ts';
import { eventually } from '../support/eventually.ts';
import { Journeys } from '../support/journey.ts';
import { type Visitor } from '../support/visitor.ts';
import { ENGLISH, HINDI } from '../support/words.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0, sendsPerHour: 100 });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

/** What falls due is measured against this clock; the page and Clerk keep their own. */
async function moveClock(ahead: string): Promise<void> {
  await journeys.product.query(
    `CREATE OR REPLACE FUNCTION present() RETURNS timestamptz LANGUAGE sql STABLE
     AS $$ SELECT now() + interval '${ahead}' $$`,
  );
}

async function accountOf(phoneNumber: string): Promise<{ id: string; is_leaving: boolean }> {
  const [row] = await journeys.product.query<{ id: string; is_leaving: boolean }>(
    `SELECT id, coalesce(erase_after > now() + interval '6 days', false) AS is_leaving FROM users
     WHERE phone_number = $1`,
    [phoneNumber],
  );
  if (row === undefined) throw new Error('Nobody has this number.');
  return row;
}

async function confirmErasure({ page }: Visitor, phoneNumber: string, words = ENGLISH): Promise<void> {
  await new AccountMenu(page, words).choose('Your profile');
  await new ProfilePage(page, words).deleteAccount.click();
  const deletion = new AccountDeletionPage(page, words);
  await deletion.heading.waitFor();
  const before = await journeys.product.messageCount(phoneNumber);
  await deletion.send.click();
  await deletion.code.waitFor();
  expect(await journeys.product.messageCount(phoneNumber)).toBe(before + 1);
  await deletion.code.fill(await journeys.product.newestCode(phoneNumber));
  // Six digits alone must not delete an account.
  expect((await accountOf(phoneNumber)).is_leaving).toBe(false);
  await deletion.confirm.click();
}

async function askForErasure(owner: Visitor, phoneNumber: string, words = ENGLISH): Promise<void> {
  await confirmErasure(owner, phoneNumber, words);
  await owner.page.waitForURL('**/auth/login');
}

describe('an owner who deletes the account', () => {
  const callsOff = 'is out in every browser, reads until when, and calls it off by signing in';
  it.each([ENGLISH, HINDI])(`${callsOff}, in $language`, async (words) => {
    const phone = journeys.newNumber();
    const owner = await journeys.owner(phone, undefined, words);
    const other = await journeys.returning(phone, words);

    await askForErasure(owner, phone, words);
    await owner.page.getByText(words.like('deletion.pending', '\\d{1,2} \\S+ \\d{4}, .+')).waitFor();
    expect((await accountOf(phone)).is_leaving).toBe(true);

    await new AccountMenu(other.page, words).choose('Your profile');
    await other.page.waitForURL('**/auth/login?**');
    await other.page.getByText(words.t('signIn.sessionEnded')).waitFor();
    expect((await accountOf(phone)).is_leaving).toBe(true);

    await journeys.signIn(owner, phone, words);
    await new DashboardPage(owner.page, words).greeting.waitFor();
    await owner.page.getByText(words.t('deletion.calledOff')).waitFor();
    await owner.page.getByText('Sharma Prints').first().waitFor();
    expect((await accountOf(phone)).is_leaving).toBe(false);
    await owner.page.reload();
    await new DashboardPage(owner.page, words).greeting.waitFor();
    expect(await owner.page.getByText(words.t('deletion.calledOff')).count()).toBe(0);
  });

  it('is not told that nothing happened when only the answer was lost', async () => {
    const phone = journeys.newNumber();
    const owner = await journeys.owner(phone);
    const { page } = owner;
    await page.route('**/users/me', async (route) => {
      if (route.request().method() !== 'DELETE') return route.continue();
      await route.fetch();
      return route.abort();
    });

    await confirmErasure(owner, phone);
    await page.getByRole('heading', { name: 'No answer came' }).waitFor();
    expect((await accountOf(phone)).is_leaving).toBe(true);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForURL('**/auth/login');
    await page.getByText('the deletion has most likely been taken down.').waitFor();
  });

  it('is erased here and at Clerk after seven days; the number then begins anew', async () => {
    const phone = journeys.newNumber();
    const owner = await journeys.owner(phone);
    const { id } = await accountOf(phone);
    await askForErasure(owner, phone);

    await moveClock('7 days 1 minute');
    try {
      // The job looks when the API starts.
      await journeys.product.stack.programs.api.stop('SIGKILL');
      await journeys.product.stack.programs.api.start();
      await eventually(async () => {
        const erased = `SELECT shop_name, phone_number, clerk_user_id FROM users WHERE id = $1 AND erased_at IS NOT NULL`;
        expect(await journeys.product.query(erased, [id])).toEqual([
          { shop_name: null, phone_number: null, clerk_user_id: null },
        ]);
        expect(await journeys.product.clerk.users.getCount({ phoneNumber: [phone] })).toBe(0);
      });
    } finally {
      await moveClock('0 days');
    }

    await journeys.signIn(owner, phone);
    await new ShopPage(owner.page).heading.waitFor();
    expect(await owner.page.getByLabel('Shop name').inputValue()).toBe('');
    expect((await accountOf(phone)).id).not.toBe(id);
  });
});
