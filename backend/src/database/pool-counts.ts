import { type Pool } from 'pg';

/** A pool at this moment. */
export interface PoolCounts {
  total: number;
  idle: number;
  /** Who waits for a connection. */
  waiting: number;
}

export function countsOf(pool: Pool | undefined): PoolCounts {
  return { total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 };
}

export function sumOf(one: PoolCounts, other: PoolCounts): PoolCounts {
  return {
    total: one.total + other.total,
    idle: one.idle + other.idle,
    waiting: one.waiting + other.waiting,
  };
}
