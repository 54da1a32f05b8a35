import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { User } from './user.entity.js';

/** A request after the guard. */
export interface SignedInRequest {
  headers: { authorization?: string };
  user: User;
}

/** Verifies the app's token and finds its holder, as Nest's documentation shows it. */
@Injectable()
export class JwtGuard implements CanActivate {
  constructor(
    private readonly jwt: JwtService,
    @InjectRepository(User) private readonly users: Repository<User>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const [, token = ''] = request.headers.authorization?.split(' ') ?? [];
    const { sub } = await this.jwt.verifyAsync<{ sub: string }>(token).catch(() => {
      throw new UnauthorizedException();
    });
    const user = await this.users.findOne({ where: { id: sub } });
    if (!user) throw new UnauthorizedException();
    request.user = user;
    return true;
  }
}
