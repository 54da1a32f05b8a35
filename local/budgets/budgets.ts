import { MAIN, START } from '../../frontend/chunks/groups.ts';

/** The source files whose code a page waits for, as the build knows them. */
const app = (file: string): string => `frontend/src/app/${file}`;
const words = (language: string, ...volumes: string[]): string[] =>
  volumes.map((volume) => app(`core/i18n/${language}/${volume}.ts`));

const ACCOUNT = [app('account.routes.ts'), ...words('en', 'account', 'failures', 'steps')];

/** What a page may cost before it can be used. */
export interface Budget {
  page: string;
  entryPoints: string[];
  /** Bytes of JavaScript of ours, as gzip sends them. */
  most: number;
}

/** What every page begins with. */
export const WAY_IN = [MAIN, START];
const WAY_IN_BYTES = 105_000;
/** The same unpacked, as a phone has to read it: one more part of Angular (its sanitizer, its forms) goes beyond it. */
export const WAY_IN_UNPACKED_BYTES = 317_500;

/**
 * The way in must be there before a slow phone loses its owner: at 400 kb/s ten kilobytes are a fifth of a second. What
 * a page says in Hindi is counted with it; English travels along.
 */
export const BUDGETS: Budget[] = [
  { page: 'sign-in', entryPoints: WAY_IN, most: WAY_IN_BYTES },
  { page: 'sign-in in Hindi', entryPoints: [...WAY_IN, ...words('hi', 'entry')], most: WAY_IN_BYTES },
  {
    page: 'sign-in, with all before Clerk’s script',
    entryPoints: [...WAY_IN, app('core/auth/clerk-service.ts')],
    most: WAY_IN_BYTES,
  },
  {
    page: 'dashboard',
    entryPoints: [...WAY_IN, ...ACCOUNT, app('features/dashboard/dashboard-page.ts')],
    most: 133_000,
  },
  {
    page: 'referrals',
    entryPoints: [...WAY_IN, ...ACCOUNT, app('features/referrals/referrals-page.ts')],
    most: 140_000,
  },
  {
    page: 'poster',
    entryPoints: [...WAY_IN, ...ACCOUNT, app('features/referrals/poster-page.ts')],
    most: 135_000,
  },
  {
    page: 'profile',
    entryPoints: [...WAY_IN, ...ACCOUNT, app('features/profile/profile-page.ts')],
    most: 155_000,
  },
  {
    page: 'new owner’s shop',
    entryPoints: [...WAY_IN, ...ACCOUNT, app('features/shop-profile/shop-profile-page.ts')],
    most: 150_000,
  },
  {
    page: 'change of number',
    entryPoints: [...WAY_IN, ...ACCOUNT, app('features/number-change/number-change-page.ts')],
    most: 140_000,
  },
  {
    page: 'deletion',
    entryPoints: [...WAY_IN, ...ACCOUNT, app('features/account-deletion/account-deletion-page.ts')],
    most: 140_000,
  },
];

/** No page's code may lie in what every page loads. */
export const LAZY = /^frontend\/src\/app\/features\/(?!sign-in\/)/;
