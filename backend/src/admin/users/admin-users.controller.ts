import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type AdminUserDetail, type AdminUserSummary } from '#contracts/admin.js';
import { type Page } from '#contracts/page.js';
import { AdminOnly } from '../../common/auth/admin-only.decorator.js';
import { type AuthUser } from '../../common/auth/auth-user.js';
import { CurrentUser } from '../../common/auth/current-user.decorator.js';
import { ApiRefusals } from '../../common/http/api-refusals.decorator.js';
import { IdParamPipe } from '../../common/http/id-param.pipe.js';
import { ReasonDto } from '../reason.dto.js';
import { AdminUserDetailDto, AdminUserPageDto } from './admin-user.dto.js';
import { AdminUsersService } from './admin-users.service.js';
import { ChangePlanDto } from './change-plan.dto.js';
import { FindUsersDto } from './find-users.dto.js';
import { RestoreParkedDto } from './restore-parked.dto.js';

const ApiUserId = () =>
  ApiParam({
    name: 'id',
    description: 'Of `GET /admin/users`',
    example: '01936d2e-8c1a-7c4e-9b5e-0f6a2d4c8b1e',
  });

/** Other people's accounts. */
@ApiTags('Admin')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/users')
export class AdminUsersController {
  constructor(private readonly users: AdminUsersService) {}

  @Get()
  @ApiOperation({ summary: 'Find accounts', description: 'Newest first. Numbers are masked.' })
  @ApiOkResponse({ type: AdminUserPageDto })
  find(@CurrentUser() admin: AuthUser, @Query() query: FindUsersDto): Promise<Page<AdminUserSummary>> {
    return this.users.find(admin.id, query);
  }

  @Get(':id')
  @ApiUserId()
  @ApiOperation({
    summary: 'One account in full',
    description: 'With its number, which the audit log remembers.',
  })
  @ApiOkResponse({ type: AdminUserDetailDto })
  view(@CurrentUser() admin: AuthUser, @Param('id', IdParamPipe) id: string): Promise<AdminUserDetail> {
    return this.users.view(admin.id, id);
  }

  @Patch(':id')
  @ApiUserId()
  @ApiOperation({ summary: 'Change plan or monthly limit', description: 'At least one of the two.' })
  @ApiOkResponse({ type: AdminUserDetailDto })
  @ApiRefusals('user.erased')
  changePlan(
    @CurrentUser() admin: AuthUser,
    @Param('id', IdParamPipe) id: string,
    @Body() change: ChangePlanDto,
  ): Promise<AdminUserDetail> {
    return this.users.changePlan(admin.id, id, change);
  }

  @Post(':id/block')
  @HttpCode(200)
  @ApiUserId()
  @ApiOperation({
    summary: 'Block',
    description: 'Ends every token at once; nobody signs in until it is unblocked.',
  })
  @ApiOkResponse({ type: AdminUserDetailDto })
  @ApiRefusals('user.own_account', 'user.erased')
  block(
    @CurrentUser() admin: AuthUser,
    @Param('id', IdParamPipe) id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<AdminUserDetail> {
    return this.users.block(admin.id, id, reason);
  }

  @Post(':id/unblock')
  @HttpCode(200)
  @ApiUserId()
  @ApiOperation({ summary: 'Unblock', description: 'The owner may sign in again.' })
  @ApiOkResponse({ type: AdminUserDetailDto })
  unblock(
    @CurrentUser() admin: AuthUser,
    @Param('id', IdParamPipe) id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<AdminUserDetail> {
    return this.users.unblock(admin.id, id, reason);
  }

  @Post(':id/restore-parked')
  @HttpCode(200)
  @ApiUserId()
  @ApiOperation({
    summary: 'Restore a parked account',
    description: 'It gets its last number back; the next sign-in with that number proves it anew.',
  })
  @ApiOkResponse({ type: AdminUserDetailDto })
  @ApiRefusals('user.not_parked', 'user.phone_taken', 'user.own_account', 'user.erased')
  restoreParked(
    @CurrentUser() admin: AuthUser,
    @Param('id', IdParamPipe) id: string,
    @Body() restore: RestoreParkedDto,
  ): Promise<AdminUserDetail> {
    return this.users.restoreParked(admin.id, id, restore);
  }

  @Post(':id/uploads/:uploadId/give-back')
  @HttpCode(200)
  @ApiUserId()
  @ApiParam({
    name: 'uploadId',
    description: 'As the client named it when it was counted',
    example: '5f1c7a52-9d3e-4b1a-8c64-2e7f0a9b3d18',
  })
  @ApiOperation({
    summary: 'Give an upload back',
    description:
      'Once. It is free again in the month it was counted in; what was ever uploaded does not fall.',
  })
  @ApiOkResponse({ type: AdminUserDetailDto })
  @ApiRefusals('quota.given_back', 'user.erased')
  giveBackUpload(
    @CurrentUser() admin: AuthUser,
    @Param('id', IdParamPipe) id: string,
    @Param('uploadId', IdParamPipe) uploadId: string,
    @Body() { reason }: ReasonDto,
  ): Promise<AdminUserDetail> {
    return this.users.giveBackUpload(admin.id, id, { uploadId, reason });
  }
}
