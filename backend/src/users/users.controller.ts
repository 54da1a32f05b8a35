import { Body, Controller, Get, Header, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type PersonalData } from '#contracts/personal-data.js';
import { type UserProfile } from '#contracts/user.js';
import { type AuthUser } from '../common/auth/auth-user.js';
import { CurrentUser } from '../common/auth/current-user.decorator.js';
import { ApiRefusals } from '../common/http/api-refusals.decorator.js';
import { PersonalDataDto } from './personal-data.dto.js';
import { PersonalDataService } from './personal-data.service.js';
import { UpdateProfileDto } from './update-profile.dto.js';
import { UserProfileDto } from './user-profile.dto.js';
import { UsersService } from './users.service.js';

/** The caller's own account. */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly personalData: PersonalDataService,
  ) {}

  /** The guard has read the caller for this request already. */
  @Get('me')
  @ApiOperation({ summary: 'My profile', description: 'For every signed-in user.' })
  @ApiOkResponse({ type: UserProfileDto })
  @ApiRefusals('auth.unauthorized', 'request.rate_limited', 'database.unavailable')
  me(@CurrentUser() user: AuthUser): UserProfile {
    return user.profile;
  }

  @Get('me/export')
  @Header('Content-Disposition', 'attachment; filename="bharatprint-account.json"')
  @ApiOperation({
    summary: 'Everything held about me',
    description: 'For every signed-in user, as a download.',
  })
  @ApiOkResponse({ type: PersonalDataDto })
  @ApiRefusals('auth.unauthorized', 'request.rate_limited', 'database.unavailable')
  export(@CurrentUser() user: AuthUser): Promise<PersonalData> {
    return this.personalData.export(user.id);
  }

  @Patch('me')
  @ApiOperation({
    summary: 'Change my profile',
    description: 'For every signed-in user. An absent field stays as it is; an empty body changes nothing.',
  })
  @ApiOkResponse({ type: UserProfileDto })
  @ApiRefusals(
    'request.malformed',
    'request.invalid',
    'auth.unauthorized',
    'request.too_large',
    'request.unsupported_media_type',
    'request.rate_limited',
    'database.unavailable',
  )
  updateMe(@CurrentUser() user: AuthUser, @Body() changes: UpdateProfileDto): Promise<UserProfile> {
    return this.users.updateProfile(user.id, changes);
  }
}
