import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../common/auth/public.decorator.js';
import { ApiRefusals } from '../common/http/api-refusals.decorator.js';
import { HealthDto } from './health.dto.js';
import { HealthService } from './health.service.js';

/** For load balancers and orchestrators. */
@Public()
@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('live')
  @ApiOperation({
    summary: 'Is the process alive?',
    description: 'Public. Restart it when this does not answer.',
  })
  @ApiOkResponse({ type: HealthDto })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Can it serve?',
    description: 'Public. Send no requests here while this is not 200.',
  })
  @ApiOkResponse({ type: HealthDto })
  @ApiRefusals('database.unavailable', 'auth.keys_unavailable', 'server.stopping')
  async ready(): Promise<{ status: 'ready' }> {
    await this.health.requireReady();
    return { status: 'ready' };
  }
}
