import { Module } from '@nestjs/common';
import { Gauges } from './gauges.js';
import { MetricsServer } from './metrics-server.js';

@Module({ providers: [Gauges, MetricsServer] })
export class MetricsModule {}
