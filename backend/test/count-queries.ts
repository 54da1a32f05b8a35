import pg from 'pg';

const { jest } = import.meta;

/** Runs something and lists what it sent to Postgres, whichever pool it went through. */
export async function countQueries<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; queries: unknown[] }> {
  const query = jest.spyOn(pg.Client.prototype, 'query');
  try {
    const result = await work();
    return { result, queries: query.mock.calls.map(([text]) => text) };
  } finally {
    query.mockRestore();
  }
}
