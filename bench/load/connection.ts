import { connect, type Socket } from 'node:net';

const LONGEST_ANSWER = 64 * 1024;

/** A connection that is kept, with one request under way at a time. A full HTTP client would cost as much as the servers. */
export class Connection {
  private readonly socket: Socket;
  private received = '';
  private settle: { resolve: (answer: string) => void; reject: (error: Error) => void } | undefined;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk) => this.receive(chunk));
    this.socket.on('error', (error) => this.settle?.reject(error));
    this.socket.on('close', () => this.settle?.reject(new Error('the server closed a connection in use')));
  }

  /** @returns head and body of the answer */
  send(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  end(): void {
    this.settle = undefined;
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    // One byte is one character: lengths are what the header says.
    this.received += chunk.toString('latin1');
    const head = this.received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.received.slice(0, head))?.[1] ?? 0);
    if (length > LONGEST_ANSWER) throw new Error('an answer without an end');
    if (this.received.length < head + 4 + length) return;
    const answer = this.received;
    this.received = '';
    const { settle } = this;
    this.settle = undefined;
    settle?.resolve(answer);
  }
}
