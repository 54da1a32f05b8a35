/** A mistake in how the program was called; its message is for the person who called it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One line with a remedy. Never shows the address: it holds a password. */
export function explainFailure(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const { code, message } = error as { code?: string; message: string };
  const known = code === undefined ? undefined : REMEDIES[code];
  return known ?? `It failed, and the step at hand was rolled back: ${message.split('\n')[0] ?? ''}`;
}

const UNREACHABLE = 'The database cannot be reached: check host and port in its address, and that it runs.';
const WRONG_LOGIN = 'The database refuses the user or the password in its address.';
const ROLES_MISSING =
  'A role of ours is missing, or not yours to act as: run `node database/migrate.ts roles` first.';

/** By the error codes of Postgres and of the system. */
const REMEDIES: Record<string, string> = {
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  '57P03': UNREACHABLE,
  '28P01': WRONG_LOGIN,
  '28000': WRONG_LOGIN,
  '3D000': 'The database named in the address does not exist: create it first.',
  '22023': ROLES_MISSING,
  '42501': ROLES_MISSING,
  '42704': ROLES_MISSING,
  '55P03': 'Another migration, or a long query, was in the way: the step was rolled back, run it again.',
  '53100': 'The disk of the database server is full: free some space and run it again.',
};
