import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { environmentOf, type Program } from '../../../local/debian/find-program.ts';
import { freePorts } from '../../../local/free-ports.ts';
import { Server } from './server.js';

const CONFIGURATION = join(import.meta.dirname, '..', '..', '..', 'deploy', 'proxy', 'haproxy.cfg');

/** HAProxy with the configuration that is deployed. */
export class HaProxy {
  private constructor(
    private readonly server: Server,
    private readonly port: number,
    private readonly insidePort: number,
  ) {}

  static async start(program: Program, replicas: readonly number[]): Promise<HaProxy> {
    const [port = 0, insidePort = 0] = await freePorts(2);
    const addresses = replicas.map((replica, index) => [`API_${index + 1}`, `127.0.0.1:${replica}`]);
    // As the image runs it: a master that a reload leaves in place, and its workers.
    const server = await Server.start(port, [program.path, '-W', '-db', '-f', CONFIGURATION], {
      env: {
        ...environmentOf(program),
        ...(Object.fromEntries(addresses) as Record<string, string>),
        PROXY_BIND: '127.0.0.1',
        PROXY_PORT: String(port),
        PROXY_INSIDE_PORT: String(insidePort),
      },
    });
    return new HaProxy(server, port, insidePort);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Waits until so many replicas are in turn. */
  async untilServing(count: number): Promise<void> {
    while ((await this.statusColumn('status')).filter((status) => status.startsWith('UP')).length !== count) {
      await pause(50);
    }
  }

  /** How often a request was sent to a replica once more. */
  async retries(): Promise<number> {
    return (await this.statusColumn('wretr')).reduce((sum, text) => sum + Number(text), 0);
  }

  /** Reads its configuration anew; what is under way stays with the old process. */
  async reload(): Promise<void> {
    const before = await this.processId();
    this.server.signal('SIGUSR2');
    for (let now; now === undefined || now === before; now = await this.processId()) await pause(50);
  }

  async stop(): Promise<void> {
    await this.server.stop('SIGTERM');
  }

  private async processId(): Promise<string | undefined> {
    return /report for pid (\d+)/i.exec(await this.ask('/stats'))?.[1];
  }

  /** One column of the statistics, a line for each replica. */
  private async statusColumn(name: string): Promise<string[]> {
    const [head = '', ...lines] = (await this.ask('/stats;csv')).split('\n');
    const column = head.split(',').indexOf(name);
    return lines.filter((line) => line.startsWith('api,api-')).map((line) => line.split(',')[column] ?? '');
  }

  private async ask(path: string): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${this.insidePort}${path}`, {
      // While it is reloaded, a kept connection would go on asking the old process.
      headers: { connection: 'close' },
    }).catch(() => null);
    return (await answer?.text()) ?? '';
  }
}
