import { type DynamicModule, Global, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../config/env.js';
import { connectionOptions } from './connection-options.js';
import { DangerousRoleError } from './harmless-role.js';
import { HotStatements } from './hot-statements.js';
import { PipelinedReads } from './pipelined-reads.js';
import { RowScope } from './row-scope.js';

/** Each answers more reads than one process of this API can ask for. */
const READING_CONNECTIONS = 2;
/**
 * Sign-ins, uploads, profiles and names, on small, fast turns; transactions hold a connection longer and must not starve them.
 * One for each place in their lines: whoever has a place waits for no connection.
 */
const HOT_CONNECTIONS = 13;
const TRANSACTION_CONNECTIONS = 4;

@Global()
@Module({})
export class DatabaseModule implements OnApplicationBootstrap {
  private readonly logger = new Logger(DatabaseModule.name);

  constructor(private readonly statements: HotStatements) {}

  /** @param entities the classes TypeORM maps; the features own them, this module may not import features */
  static with(entities: EntityTarget<ObjectLiteral>[]): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        { provide: HotStatements, useFactory: openStatements, inject: [ENVIRONMENT] },
        {
          provide: RowScope,
          useFactory: (environment: Environment) => openScope(environment, entities),
          inject: [ENVIRONMENT],
        },
      ],
      exports: [HotStatements, RowScope],
    };
  }

  /** Connects once so that a dangerous role ends the boot; an absent database does not: readiness tells of it. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.statements.ping();
    } catch (error) {
      if (error instanceof DangerousRoleError) throw error;
      this.logger.warn({ cause: error instanceof Error ? error.message : error }, 'no database at start');
    }
  }
}

function openStatements(environment: Environment): HotStatements {
  const options = connectionOptions(environment);
  const reads = new PipelinedReads(options, READING_CONNECTIONS);
  return new HotStatements(new pg.Pool({ ...options, max: HOT_CONNECTIONS }), reads);
}

function openScope(environment: Environment, entities: EntityTarget<ObjectLiteral>[]): RowScope {
  const { connectionString: _, ...extra } = connectionOptions(environment);
  return new RowScope(
    new DataSource({
      type: 'postgres',
      // Else TypeORM looks for it in node_modules, which a bundle has not.
      driver: pg,
      url: environment.databaseUrl,
      entities: entities as never,
      // TypeORM would try CREATE EXTENSION, which the API's role may not.
      installExtensions: false,
      synchronize: false,
      extra: { ...extra, max: TRANSACTION_CONNECTIONS },
    }),
  );
}
