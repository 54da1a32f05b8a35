import pg from 'pg';

/**
 * A connection whose death never ends the process. The pools listen for errors while it is idle and while it works, but not
 * between the moment they hand it out and the moment TypeORM listens; Postgres's farewell in that gap is an
 * unheard `error` event. Whoever holds the connection learns of it from the next statement.
 *
 * And one that nobody gets again once a statement on it went unanswered. pg gives up the answer only: the statement still
 * runs, and a transaction stays open. Who passes a callback is a pool, which drops what failed, or pipelines, where pg closes
 * the connection itself; TypeORM awaits a promise and gives the connection back as if it were well.
 */
export class SteadyClient extends pg.Client {
  override query = ((query: unknown, values?: unknown, callback?: unknown) => {
    const answer = this.send(query, values, callback);
    if (answer instanceof Promise) answer.catch((error: unknown) => this.leaveUnanswered(error));
    return answer;
  }) as pg.Client['query'];

  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }

  protected send(...query: unknown[]): unknown {
    return (super.query as (...query: unknown[]) => unknown).apply(this, query);
  }

  private leaveUnanswered(error: unknown): void {
    if (!Error.isError(error) || error.message !== 'Query read timeout') return;
    // At once, so that a pool that gets it back does not hand it on before its socket has closed.
    void this.end();
    this.connection.stream.destroy();
  }
}
