import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Metrics } from '../common/metrics/metrics.js';
import { ENVIRONMENT, type Environment } from '../config/env.js';

/** Answers Prometheus on a port of its own, which no proxy passes on: what it says is nobody else's business. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(MetricsServer.name);
  private readonly server = createServer((request, response) => void this.answer(request, response));

  constructor(
    private readonly metrics: Metrics,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Where it listens; null where metrics are off. */
  get port(): number | null {
    return (this.server.address() as AddressInfo | null)?.port ?? null;
  }

  /** @throws Error when the port cannot be had: a deployment nobody can watch is not started */
  async onApplicationBootstrap(): Promise<void> {
    const { metrics } = this.environment;
    if (!metrics) return;
    this.server.listen(metrics.port, metrics.host);
    await once(this.server, 'listening');
    this.logger.log({ host: metrics.host, port: this.port }, 'metrics');
  }

  onApplicationShutdown(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (method !== 'GET' || url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    const { registry } = this.metrics;
    try {
      const text = await registry.metrics();
      response.writeHead(200, { 'content-type': registry.contentType }).end(text);
    } catch (error) {
      this.logger.error({ err: error }, 'metrics not read');
      response.writeHead(500).end();
    }
  }
}
