import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });

// What the sign-in tells developers would drown what the tests tell.
beforeEach(() => jest.spyOn(console, 'debug').mockImplementation());
