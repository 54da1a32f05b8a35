import { Module } from '@nestjs/common';
import { ClerkBindingService } from './clerk-binding.service.js';
import { PersonalDataService } from './personal-data.service.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  controllers: [UsersController],
  providers: [UsersService, ClerkBindingService, PersonalDataService],
  exports: [UsersService, ClerkBindingService],
})
export class UsersModule {}
