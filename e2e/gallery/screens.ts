import { accountScreens } from './account-screens.ts';
import { adminScreens } from './admin-screens.ts';
import { entryScreens } from './entry-screens.ts';
import { newcomerScreens } from './newcomer-screens.ts';
import { type Screen } from './screen.ts';

/** Every state of every page. The gallery shows them, and accessibility.e2e.ts judges them. */
export const screens: readonly Screen[] = [
  ...entryScreens,
  ...newcomerScreens,
  ...accountScreens,
  ...adminScreens,
];
