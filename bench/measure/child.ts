import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

interface Answer {
  result?: unknown;
  error?: string;
}

/** A program of the bench that takes one order at a time over its channel and answers it. */
export class Child<Order extends object> {
  private readonly process: ChildProcess;

  private readonly ended: Promise<Answer[]>;

  constructor(program: string, environment: NodeJS.ProcessEnv = {}) {
    this.process = fork(program, { env: { ...process.env, ...environment } });
    this.ended = once(this.process, 'exit').then(() => [{ error: 'the program ended' }]);
  }

  /** @throws Error what the program could not do */
  async order(order: Order): Promise<unknown> {
    this.process.send(order);
    const [answer] = (await Promise.race([once(this.process, 'message'), this.ended])) as [Answer];
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  }

  end(): void {
    if (this.process.connected) this.process.disconnect();
  }
}
