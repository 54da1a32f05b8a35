import { type Product } from './product.ts';

/** Somebody signed in without a browser; `user` is the profile as the API told it. */
export interface ApiAccount {
  token: string;
  user: { id: string; referralCode: string } & Record<string, unknown>;
}

/** Signs somebody up as the portal would, through Clerk and the exchange, in a few requests rather than pages. */
export async function signUpByApi(
  { clerk, apiUrl }: Product,
  phoneNumber: string,
  referralCode?: string,
): Promise<ApiAccount> {
  const { id: clerkUserId } = await clerk.users.createUser({ phoneNumber: [phoneNumber] });
  const { id: sessionId } = await clerk.sessions.createSession({ userId: clerkUserId });
  const { jwt } = await clerk.sessions.getToken(sessionId);
  return ask(`${apiUrl}/auth/verify-clerk-token`, 'POST', jwt, { phoneNumber, clerkUserId, referralCode });
}

/** Writes to the account as the portal's forms do. */
export async function changeProfile(
  { apiUrl }: Product,
  account: ApiAccount,
  change: Record<string, string>,
): Promise<ApiAccount> {
  return { ...account, user: await ask(`${apiUrl}/users/me`, 'PATCH', account.token, change) };
}

async function ask<Answer>(url: string, method: string, token: string, body: object): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
