const SECONDS = { s: 1, m: 60, h: 60 * 60, d: 24 * 60 * 60 } as const;
const SHORTEST = 60;
const LONGEST = 30 * SECONDS.d;

/**
 * Reads a duration such as `24h`, `90m` or `3600` (seconds).
 * @returns seconds, or null when it is no duration or lies outside one minute to thirty days
 */
export function parseDuration(text: string): number | null {
  const [, amount, unit = 's'] = /^([0-9]{1,9})\s*([smhd])?$/.exec(text) ?? [];
  if (amount === undefined) return null;
  const seconds = Number(amount) * SECONDS[unit as keyof typeof SECONDS];
  return seconds >= SHORTEST && seconds <= LONGEST ? seconds : null;
}
