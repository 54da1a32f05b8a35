/**
 * SQLSTATE classes and codes that mean "not now" rather than "wrong": connection lost (08), insufficient resources
 * such as a full disk or too many clients (53), shutting down or starting up (57P0x), statement timeout (57014),
 * lock timeout (55P03), read-only after a failover (25006), a transaction that idled too long (25P03), bad login or
 * database while secrets rotate (28, 3D000), I/O error (58030), deadlock or serialization failure (40P01, 40001), a
 * function or table that the migration of this release is yet to make (42883, 42P01), or a statement behind one that
 * could not be prepared for it (26000).
 */
const SQL_STATES =
  /^(08...|53...|57P0.|57014|55P03|25006|25P03|28...|3D000|58030|40P01|40001|42883|42P01|26000)$/;

const SOCKET_ERRORS = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN ECONNABORTED'.split(
    ' ',
  ),
);

/** pg reports these as plain errors without a code. */
const MESSAGES =
  /^(Query read timeout|timeout (exceeded when trying to connect|expired)|Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/** TypeORM, when the connection dies between two statements of a transaction, and our own line for connections. */
const NAMES =
  /^(StalledLine|QueryRunner(Provider)?AlreadyReleased|TransactionNotStarted|ConnectionIsNotSet|CannotExecuteNotConnected)Error$/;

/** Says whether an error of pg or TypeORM means that the database cannot serve at present. */
export function isDatabaseUnavailable(error: unknown): boolean {
  // Not instanceof: an error may come from another realm of the process.
  if (!Error.isError(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (
    SQL_STATES.test(code) ||
    SOCKET_ERRORS.has(code) ||
    MESSAGES.test(error.message) ||
    NAMES.test(error.name)
  )
    return true;
  // A name with several addresses fails with one error per address.
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isDatabaseUnavailable);
  return 'driverError' in error && isDatabaseUnavailable(error.driverError);
}
