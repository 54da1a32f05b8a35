import { Global, Module } from '@nestjs/common';
import { SigningKeys } from '../common/auth/signing-keys.js';
import { ClerkKeys } from './clerk-keys.js';
import { ClerkTokenService } from './clerk-token.service.js';
import { ClerkUsersService } from './clerk-users.service.js';

/** Everything the API says to Clerk's cloud. Global, as the database is: a leaf that several features stand on. */
@Global()
@Module({
  providers: [
    ClerkKeys,
    ClerkTokenService,
    ClerkUsersService,
    { provide: SigningKeys, useExisting: ClerkKeys },
  ],
  exports: [ClerkTokenService, ClerkUsersService, SigningKeys],
})
export class ClerkModule {}
