import { verifyToken } from '@clerk/backend';
import { Body, Controller, Headers, HttpCode, Post, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import { randomInt } from 'node:crypto';
import { type Repository } from 'typeorm';
import { VerifyClerkTokenDto } from './bodies.js';
import { User } from './user.entity.js';

const CHARACTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** The exchange: find, else make, then save. */
@Controller('auth')
export class AuthController {
  constructor(
    private readonly jwt: JwtService,
    @InjectRepository(User) private readonly users: Repository<User>,
  ) {}

  @Post('verify-clerk-token')
  @HttpCode(200)
  async exchange(@Body() body: VerifyClerkTokenDto, @Headers('authorization') authorization = '') {
    const claims = await verifyToken(authorization.replace('Bearer ', ''), {
      jwtKey: process.env['CLERK_JWT_KEY'] ?? '',
      authorizedParties: [process.env['CORS_ORIGINS'] ?? ''],
    }).catch(() => {
      throw new UnauthorizedException();
    });
    if (claims.sub !== body.clerkUserId) throw new UnauthorizedException();
    let user = await this.users.findOne({ where: { phoneNumber: body.phoneNumber } });
    const isNewUser = user === null;
    user ??= this.users.create({
      phoneNumber: body.phoneNumber,
      clerkUserId: body.clerkUserId,
      phoneVerified: true,
      ownerName: body.name ?? null,
      referralCode: `BP-${Array.from({ length: 9 }, () => CHARACTERS[randomInt(31)]).join('')}`,
    });
    user.lastLogin = new Date();
    await this.users.save(user);
    const token = await this.jwt.signAsync({
      sub: user.id,
      phone_number: user.phoneNumber,
      role: user.role,
      gen: user.tokenGeneration,
    });
    return { success: true, token, isNewUser, user };
  }
}
