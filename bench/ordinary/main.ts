// Nest on Express with TypeORM's repositories, as most people would write it: no row-level security, no limits, no log.
import { Controller, Get, Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { TypeOrmModule } from '@nestjs/typeorm';
import 'reflect-metadata';
import { AuthController } from './auth.controller.js';
import { QuotaController, ReferralsController, UsersController } from './shop.controllers.js';
import { User } from './user.entity.js';

@Controller('health')
class HealthController {
  @Get('ready')
  ready() {
    return { status: 'ready' };
  }
}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env['DATABASE_URL'] ?? '',
      entities: [User],
      installExtensions: false,
    }),
    TypeOrmModule.forFeature([User]),
    JwtModule.register({
      secret: process.env['JWT_SECRET'] ?? '',
      signOptions: { expiresIn: '1d', issuer: 'bharatprint', audience: 'bharatprint-api' },
      verifyOptions: { issuer: 'bharatprint', audience: 'bharatprint-api' },
    }),
  ],
  controllers: [HealthController, AuthController, UsersController, ReferralsController, QuotaController],
})
class AppModule {}

// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as a class
const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
await app.listen(Number(process.env['PORT']), '127.0.0.1');
