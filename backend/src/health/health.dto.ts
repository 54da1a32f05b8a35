import { ApiProperty } from '@nestjs/swagger';

/** The answer of a health check that passed; one that did not is a problem with the code of what is missing. */
export class HealthDto {
  @ApiProperty({ enum: ['live', 'ready'] })
  status!: 'live' | 'ready';
}
