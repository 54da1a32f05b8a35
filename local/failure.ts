/** A failure a developer can act on: one line that says what happened and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Faults of the machine that can happen wherever a file is written, or null for any other error. */
export function explainSystemError(error: unknown): Failure | null {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new Failure('The disk is full: free about 500 MB and start again.', { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Failure(
      `Not allowed to use ${path ?? 'a file here'}: it belongs to another user or is read-only. Give it to yourself with chown -R, or start from a folder of your own.`,
      { cause: error },
    );
  }
  return null;
}
