import { Body, Controller, ForbiddenException, Get, Param, Patch, Put, Req, UseGuards } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { UpdateProfileDto } from './bodies.js';
import { JwtGuard, type SignedInRequest } from './jwt.guard.js';
import { User } from './user.entity.js';

@Controller('users')
@UseGuards(JwtGuard)
export class UsersController {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  @Get('me')
  me(@Req() { user }: SignedInRequest): User {
    return user;
  }

  @Patch('me')
  async update(@Req() { user }: SignedInRequest, @Body() body: UpdateProfileDto): Promise<User> {
    Object.assign(user, body);
    return this.users.save(user);
  }
}

@Controller('referrals')
export class ReferralsController {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  @Get('codes/:code')
  async lookUp(@Param('code') referralCode: string) {
    const user = await this.users.findOne({ where: { referralCode } });
    return { valid: user !== null, referrer: user && { shopName: user.shopName, city: user.city } };
  }
}

/** Reads, compares, writes: which counts wrongly as soon as two uploads of a shop come at once. */
@Controller('quota')
@UseGuards(JwtGuard)
export class QuotaController {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  @Put('uploads/:id')
  async consume(@Req() { user }: SignedInRequest) {
    if (user.uploadsUsedThisMonth >= user.monthlyUploadLimit) throw new ForbiddenException();
    user.uploadsMonth = `${new Date().toISOString().slice(0, 7)}-01`;
    user.uploadsUsedThisMonth += 1;
    user.documentsUploaded += 1;
    await this.users.save(user);
    return { used: user.uploadsUsedThisMonth, limit: user.monthlyUploadLimit, month: user.uploadsMonth };
  }
}
