import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { SigningKeys } from '../common/auth/signing-keys.js';
import { UserRateLimitGuard } from '../common/http/user-rate-limit.guard.js';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { UsersModule } from '../users/users.module.js';
import { AppTokenService } from './app-token.service.js';
import { AuthController } from './auth.controller.js';
import { ClerkKeys } from './clerk-keys.js';
import { ClerkTokenService } from './clerk-token.service.js';
import { ClerkUsers } from './clerk-users.js';
import { JwtAuthGuard } from './jwt-auth.guard.js';
import { JwtStrategy } from './jwt.strategy.js';
import { SignInService } from './sign-in.service.js';

/** Global because no feature may import it: the guards are for all routes, and health asks for `SigningKeys`. */
@Global()
@Module({
  imports: [PassportModule, UsersModule, ReferralsModule],
  controllers: [AuthController],
  providers: [
    AppTokenService,
    ClerkKeys,
    ClerkTokenService,
    ClerkUsers,
    JwtStrategy,
    SignInService,
    { provide: SigningKeys, useExisting: ClerkKeys },
    // In this order: the limit counts by the user whom the first guard finds.
    { provide: APP_GUARD, useClass: JwtAuthGuard },
    { provide: APP_GUARD, useClass: UserRateLimitGuard },
  ],
  exports: [SigningKeys],
})
export class AuthModule {}
