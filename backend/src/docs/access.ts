import { type Operation } from './operations.js';

/** Who may call a route. */
export type Access = 'public' | 'clerk' | 'owner' | 'admin';

/** Reads it from what the route's own decorators wrote into the document. */
export function accessOf(operation: Operation): Access {
  const schemes = (operation.security ?? []).flatMap((requirement) => Object.keys(requirement));
  if (schemes.includes('clerk')) return 'clerk';
  if (!schemes.includes('bearer')) return 'public';
  return 'x-access' in operation && operation['x-access'] === 'admin' ? 'admin' : 'owner';
}

/** The same for people. */
export const CALLERS: Record<Access, string> = {
  public: 'anybody, without a token',
  clerk: 'whoever has a Clerk session',
  owner: 'every signed-in owner, for the own account',
  admin: 'admins only',
};
