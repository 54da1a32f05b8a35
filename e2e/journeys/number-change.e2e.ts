import { AccountMenu } from '../pages/account-menu.ts';
import { NumberChangePage } from '../pages/number-change-page.ts';
import { ProfilePage } from '../pages/profile-page.ts';
import { ShopPage } from '../pages/shop-page.ts';
import { grouped } from '../pages/sign-in-page.ts';
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

interface Account {
  id: string;
  phone_number: string;
  token_generation: number;
}

async function accountOf(phoneNumber: string): Promise<Account> {
  const [row] = await journeys.product.query<Account>(
    'SELECT id, phone_number, token_generation FROM users WHERE phone_number = $1',
    [phoneNumber],
  );
  if (row === undefined) throw new Error(`Nobody has ${phoneNumber}.`);
  return row;
}

async function askForNumber(
  { page }: Visitor,
  phoneNumber: string,
  words = ENGLISH,
): Promise<NumberChangePage> {
  await new AccountMenu(page, words).choose('Your profile');
  await new ProfilePage(page, words).changeNumber.click();
  const change = new NumberChangePage(page, words);
  await change.phone.fill(phoneNumber);
  await change.send.click();
  return change;
}

/** The numbers that Clerk has of whoever has this one. */
async function numbersAtClerk(phoneNumber: string): Promise<string[]> {
  const { data } = await journeys.product.clerk.users.getUserList({ phoneNumber: [phoneNumber] });
  return data[0]?.phoneNumbers.map((one) => one.phoneNumber) ?? [];
}

describe('an owner with a new number', () => {
  const way = 'changes it by a code, keeps the shop, and leaves the old number to whoever has it next';
  it.each([ENGLISH, HINDI])(`${way}, in $language`, async (words) => {
    const [before, after] = [journeys.newNumber(), journeys.newNumber()];
    const owner = await journeys.owner(before, undefined, words);
    const { id, token_generation } = await accountOf(before);
    const change = await askForNumber(owner, after, words);
    await change.code.waitFor();
    await change.code.fill(await journeys.product.newestCode(after));

    await owner.page.getByText(words.like('profile.numberChanged')).waitFor();
    await new AccountMenu(owner.page, words).choose('Dashboard');
    await owner.page
      .getByRole('main')
      .getByText(`+91 ${grouped(after)}`)
      .waitFor();
    expect(await accountOf(after)).toEqual({ id, phone_number: after, token_generation });
    expect(
      await journeys.product.query('SELECT phone_number, reason FROM phone_history WHERE user_id = $1', [id]),
    ).toEqual([{ phone_number: before, reason: 'changed' }]);

    // Clerk tells of each step, and of the old number's end; each finds the account where it belongs.
    await eventually(async () => {
      const told = await journeys.product.query(`SELECT FROM webhook_deliveries WHERE type = 'user.updated'`);
      expect(told.length).toBeGreaterThanOrEqual(3);
      expect(await numbersAtClerk(after)).toEqual([after]);
    });
    expect(await accountOf(after)).toEqual({ id, phone_number: after, token_generation });

    const next = await journeys.visitor();
    await journeys.signIn(next, before);
    await new ShopPage(next.page).heading.waitFor();
    expect((await accountOf(before)).id).not.toBe(id);

    const back = await journeys.returning(after, words);
    await back.page.getByText('Sharma Prints').first().waitFor();
    expect((await accountOf(after)).id).toBe(id);
  });

  it('first confirms the present number when the last code is half an hour old', async () => {
    const [before, after] = [journeys.newNumber(), journeys.newNumber()];
    const owner = await journeys.owner(before);
    await journeys.product.turn({ firstFactorAgeMinutes: 30 });
    const sent = await journeys.product.messageCount(before);

    const change = await askForNumber(owner, after);
    await change.proveFirst.waitFor();
    await eventually(async () => expect(await journeys.product.messageCount(before)).toBe(sent + 1));
    expect(await journeys.product.messageCount(after)).toBe(0);
    await change.code.fill(await journeys.product.newestCode(before));

    await owner.page.getByRole('heading', { name: 'Enter the code' }).waitFor();
    await change.code.fill(await journeys.product.newestCode(after));
    await owner.page.getByText('Your mobile number is now').waitFor();
    await accountOf(after);
  });

  it('stays signed in on another phone that was on before', async () => {
    const [before, after] = [journeys.newNumber(), journeys.newNumber()];
    const owner = await journeys.owner(before);
    const other = await journeys.returning(before);
    const change = await askForNumber(owner, after);
    await change.code.waitFor();
    await change.code.fill(await journeys.product.newestCode(after));
    await owner.page.getByText('Your mobile number is now').waitFor();

    // Its app token runs out, and its Clerk still knows the old number.
    await owner.page.close();
    await journeys.product.query(
      'UPDATE users SET token_generation = token_generation + 1 WHERE phone_number = $1',
      [after],
    );
    await new AccountMenu(other.page).choose('Your profile');
    await other.page
      .getByRole('main')
      .getByText(`+91 ${grouped(after)}`)
      .waitFor();
    expect(new URL(other.page.url()).pathname).toBe('/profile');
  });

  it('does not leave the old one at Clerk, even when the connection was cut at the last step', async () => {
    const [before, after] = [journeys.newNumber(), journeys.newNumber()];
    const owner = await journeys.owner(before);
    await owner.context.route(/\/phone_numbers\/.*_method=DELETE/, (route) => route.abort());
    const change = await askForNumber(owner, after);
    await change.code.waitFor();
    await change.code.fill(await journeys.product.newestCode(after));
    await owner.page.getByText('Your mobile number is now').waitFor();
    // Our server hears of the change and takes the old number away itself.
    await eventually(async () => expect(await numbersAtClerk(after)).toEqual([after]));
  });

  it('cannot take a number of another account', async () => {
    const [taken, own] = [journeys.newNumber(), journeys.newNumber()];
    await journeys.owner(taken);
    const owner = await journeys.owner(own);

    await askForNumber(owner, taken);
    await owner.page.getByText('Another account uses this number.').waitFor();
    await accountOf(own);
  });
});

describe('a number reissued after 91 silent days', () => {
  it('begins a fresh account, and the old one is parked with its data', async () => {
    const phone = journeys.newNumber();
    await (await journeys.owner(phone)).leave();
    const { id } = await accountOf(phone);
    const users = await journeys.product.clerk.users.getUserList({ phoneNumber: [phone] });
    // Its first owner no longer has it at Clerk; our server was not told.
    await journeys.product.turn({ webhookUrl: null });
    await journeys.product.clerk.users.deleteUser(users.data[0]?.id ?? '');
    await journeys.product.query(`UPDATE users SET last_login = now() - interval '91 days' WHERE id = $1`, [
      id,
    ]);

    const ravi = await journeys.visitor();
    await journeys.signIn(ravi, phone);
    await new ShopPage(ravi.page).heading.waitFor();
    expect(await ravi.page.getByLabel('Shop name').inputValue()).toBe('');
    expect((await accountOf(phone)).id).not.toBe(id);
    const parked =
      'SELECT phone_number, shop_name, parked_at IS NOT NULL AS is_parked FROM users WHERE id = $1';
    expect(await journeys.product.query(parked, [id])).toEqual([
      { phone_number: null, shop_name: 'Sharma Prints', is_parked: true },
    ]);
  });
});
