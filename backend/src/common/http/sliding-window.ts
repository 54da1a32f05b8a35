import { defineScript } from '@redis/client';

/** How one hit was taken. */
export interface WindowState {
  hits: number;
  isFull: boolean;
  /** Until the oldest hit leaves a full window; 0 while there is room. */
  waitMs: number;
}

/**
 * Counts a hit in a window that slides, as a replica does alone: what is refused does not count. One step for
 * Redis, so replicas cannot count past each other; by Redis's clock, so theirs may differ.
 */
export const slidingWindow = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    local window, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    local oldest = tonumber(redis.call('LINDEX', KEYS[1], 0))
    while oldest and oldest <= now - window do
      redis.call('LPOP', KEYS[1])
      oldest = tonumber(redis.call('LINDEX', KEYS[1], 0))
    end
    local hits = redis.call('LLEN', KEYS[1])
    if hits >= limit then return { hits + 1, 1, math.max(0, (oldest or now) + window - now) } end
    redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
    redis.call('PEXPIRE', KEYS[1], window)
    return { hits + 1, 0, 0 }`,
  parseCommand: (parser, key: string, windowMs: number, limit: number) => {
    parser.pushKey(key);
    parser.push(String(windowMs), String(limit));
  },
  transformReply: ([hits = 0, full = 0, waitMs = 0]: number[]): WindowState => ({
    hits,
    isFull: full === 1,
    waitMs,
  }),
});
