import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { Callers } from '../common/auth/callers.js';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { UsersModule } from '../users/users.module.js';
import { AppCallers } from './app-callers.service.js';
import { AppTokenService } from './app-token.service.js';
import { AuthController } from './auth.controller.js';
import { JwtAuthGuard } from './jwt-auth.guard.js';
import { JwtStrategy } from './jwt.strategy.js';
import { SignInService } from './sign-in.service.js';
import { SignOutService } from './sign-out.service.js';

/** Who is calling. No feature imports it: its guard is for all routes, and `Callers` is there for all. */
@Global()
@Module({
  imports: [PassportModule, UsersModule, ReferralsModule],
  controllers: [AuthController],
  providers: [
    AppTokenService,
    JwtStrategy,
    SignInService,
    SignOutService,
    AppCallers,
    { provide: Callers, useExisting: AppCallers },
    { provide: APP_GUARD, useClass: JwtAuthGuard },
  ],
  exports: [Callers],
})
export class AuthModule {}
