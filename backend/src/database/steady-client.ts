import pg from 'pg';

/**
 * A connection whose death never ends the process. The pools listen for errors while it is idle and while it works, but not
 * between the moment they hand it out and the moment TypeORM listens; Postgres's farewell in that gap is an
 * unheard `error` event. Whoever holds the connection learns of it from the next statement.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
