import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Pool } from 'pg';
import { type DataSource, type EntityManager } from 'typeorm';
import { countsOf, type PoolCounts } from './pool-counts.js';
import { calledBy, named } from './named-work.js';

/**
 * The only way to TypeORM's repositories: a transaction in which row-level security shows the rows of one user. The
 * scope is local to the transaction, so it cannot leak to the connection's next user.
 */
@Injectable()
export class RowScope implements OnApplicationShutdown {
  private connecting: Promise<DataSource> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  get connections(): PoolCounts {
    // TypeORM has its pool from its first use on.
    const driver = this.dataSource.driver as unknown as { master?: Pool };
    return countsOf(driver.master);
  }

  /** Runs work as this user; a throw rolls back. */
  async run<Result>(userId: string, work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const dataSource = await this.connected();
    return named('transaction', () =>
      dataSource.transaction(async (manager) => {
        await manager.query(`SELECT set_config('app.user_id', $1, true)`, [userId]);
        return work(manager);
      }),
    );
  }

  /** Calls a function of the database that speaks for no user. Without a scope nothing but such functions has rows. */
  async callUnscoped<Row>(statement: string, values: unknown[]): Promise<Row[]> {
    const dataSource = await this.connected();
    return named(calledBy(statement), () => dataSource.query<Row[]>(statement, values));
  }

  /** Calls such a function and takes back what it did: its answer says what it would do. */
  async rehearseUnscoped<Row>(statement: string, values: unknown[]): Promise<Row[]> {
    const dataSource = await this.connected();
    const rehearsed = new Error('A rehearsal ends as a failure does.');
    let rows: Row[] = [];
    const rehearse = async (manager: EntityManager): Promise<never> => {
      rows = await manager.query<Row[]>(statement, values);
      throw rehearsed;
    };
    await dataSource.transaction(rehearse).catch((error: unknown) => {
      if (error !== rehearsed) throw error;
    });
    return rows;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /** Connects on first use and again after a failure: the API starts, and says so, while Postgres is still down. */
  private connected(): Promise<DataSource> {
    this.connecting ??= this.dataSource.initialize().catch((error: unknown) => {
      this.connecting = undefined;
      throw error;
    });
    return this.connecting;
  }
}
