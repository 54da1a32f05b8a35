import { AccountMenu } from '../pages/account-menu.ts';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { grouped } from '../pages/sign-in-page.ts';
import { eventually } from '../support/eventually.ts';
import { Journeys } from '../support/journey.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
  await journeys.product.turn({ resendWaitSeconds: 0, sendsPerHour: 100 });
});
afterEach(async () => {
  expect(await journeys.everybodyLeaves()).toEqual([]);
});
afterAll(() => journeys.end());

async function accountOf(phoneNumber: string): Promise<Record<string, unknown> & { clerk_user_id: string }> {
  const [row] = await journeys.product.query<{ clerk_user_id: string }>(
    `SELECT id, clerk_user_id, erase_after > now() + interval '6 days' AS is_leaving FROM users
     WHERE phone_number = $1`,
    [phoneNumber],
  );
  if (row === undefined) throw new Error('Nobody has this number.');
  return row;
}

describe('support at Clerk', () => {
  it("changes an owner's number, and the portal shows it without another sign-in", async () => {
    const [before, after] = [journeys.newNumber(), journeys.newNumber()];
    const { page } = await journeys.owner(before);
    const { id, clerk_user_id: userId } = await accountOf(before);

    await journeys.product.clerk.phoneNumbers.createPhoneNumber({
      userId,
      phoneNumber: after,
      verified: true,
      primary: true,
    });
    await eventually(async () => expect(await accountOf(after)).toMatchObject({ id }));
    await page.reload();

    await page
      .getByRole('main')
      .getByText(`+91 ${grouped(after)}`)
      .waitFor();
    await new DashboardPage(page).greeting.waitFor();
  });

  it('deletes an owner, who is out at the next request and gets the shop back by signing in', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.owner(phone);
    const { id, clerk_user_id: userId } = await accountOf(phone);

    await journeys.product.clerk.users.deleteUser(userId);
    await eventually(async () =>
      expect(await accountOf(phone)).toMatchObject({ id, clerk_user_id: null, is_leaving: true }),
    );
    await new AccountMenu(page).choose('Your profile');
    await page.waitForURL('**/auth/login?**');
    await page.getByText('Your sign-in has ended.').waitFor();

    const again = await journeys.returning(phone);
    await again.page.getByText('Sharma Prints').first().waitFor();
    expect(await accountOf(phone)).toMatchObject({ id, is_leaving: null });
  });
});
