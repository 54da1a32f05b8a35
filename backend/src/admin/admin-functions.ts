import { Injectable } from '@nestjs/common';
import { ERROR_STATUS, type ErrorCode } from '#contracts/error-codes.js';
import { AppError } from '../common/errors/app-error.js';
import { RowScope } from '../database/row-scope.js';

/** The SQLSTATE with which the functions of migration 21 refuse; their message is a code of the shared table. */
const REFUSED = 'BPREF';

/** Calls the database's functions for administrators, each of which checks and audits in its own transaction. */
@Injectable()
export class AdminFunctions {
  constructor(private readonly scope: RowScope) {}

  /**
   * @param adminId for whom the transaction speaks
   * @throws AppError with the code the function refused with
   */
  async call<Row>(adminId: string, statement: string, values: unknown[]): Promise<Row[]> {
    try {
      return await this.scope.run(adminId, (manager) => manager.query<Row[]>(statement, values));
    } catch (error) {
      throw refusalIn(error) ?? error;
    }
  }

  /** Calls one that answers exactly one row. */
  async callForOne<Row>(adminId: string, statement: string, values: unknown[]): Promise<Row> {
    const [row] = await this.call<Row>(adminId, statement, values);
    if (row === undefined) throw new Error('the function gave no row');
    return row;
  }
}

function refusalIn(error: unknown): AppError | null {
  const { code, message } = ((error as { driverError?: unknown }).driverError ?? {}) as {
    code?: unknown;
    message?: unknown;
  };
  return code === REFUSED && isErrorCode(message) ? new AppError(message, { cause: error }) : null;
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code);
}
