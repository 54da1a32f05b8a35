import { Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type UploadQuota } from '#contracts/quota.js';
import { type AuthUser } from '../common/auth/auth-user.js';
import { CurrentUser } from '../common/auth/current-user.decorator.js';
import { ApiRefusals } from '../common/http/api-refusals.decorator.js';
import { IdParamPipe } from '../common/http/id-param.pipe.js';
import { QuotaService } from './quota.service.js';
import { UploadQuotaDto } from './upload-quota.dto.js';

/** The caller's uploads of the present month in Asia/Kolkata. */
@ApiTags('Quota')
@ApiBearerAuth()
@Controller('quota')
export class QuotaController {
  constructor(private readonly quota: QuotaService) {}

  @Get('me')
  @ApiOperation({
    summary: 'My uploads this month',
    description: 'What is used, and what the limit is made of.',
  })
  @ApiOkResponse({ type: UploadQuotaDto })
  mine(@CurrentUser() user: AuthUser): Promise<UploadQuota> {
    return this.quota.stateOf(user.id);
  }

  @Put('uploads/:id')
  @ApiParam({
    name: 'id',
    description: 'A UUID the client makes for the upload, and keeps for every retry',
    example: '5f1c7a52-9d3e-4b1a-8c64-2e7f0a9b3d18',
  })
  @ApiOperation({
    summary: 'Count an upload',
    description:
      'Before the document is sent. The same id again counts once, so an answer that was lost is simply asked for again.',
  })
  @ApiOkResponse({ type: UploadQuotaDto })
  @ApiRefusals('quota.given_back', 'quota.exceeded')
  consume(@CurrentUser() user: AuthUser, @Param('id', IdParamPipe) uploadId: string): Promise<UploadQuota> {
    return this.quota.consume(user.id, uploadId);
  }
}
