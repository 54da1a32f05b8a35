import { Global, Module } from '@nestjs/common';
import { SigningKeys } from '../common/auth/signing-keys.js';
import { ClerkClient } from './clerk-client.js';
import { ClerkKeys } from './clerk-keys.js';
import { ClerkSessionsService } from './clerk-sessions.service.js';
import { ClerkTokenService } from './clerk-token.service.js';
import { ClerkUsersService } from './clerk-users.service.js';

/** Everything the API says to Clerk's cloud. Global, as the database is: a leaf that several features stand on. */
@Global()
@Module({
  providers: [
    ClerkClient,
    ClerkKeys,
    ClerkSessionsService,
    ClerkTokenService,
    ClerkUsersService,
    { provide: SigningKeys, useExisting: ClerkKeys },
  ],
  exports: [ClerkSessionsService, ClerkTokenService, ClerkUsersService, SigningKeys],
})
export class ClerkModule {}
