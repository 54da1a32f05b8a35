import { createClient } from '@redis/client';
import { inTime } from './in-time.js';
import { slidingWindow } from './sliding-window.js';

const CONNECT_LIMIT_MS = 1_000;
const PREFIX = 'bharatprint:limit:';

export type RedisClient = ReturnType<typeof clientFor>;

/**
 * Connects, and counts once: a server that answers but takes no writes is none to count with.
 * @param onError hears what breaks the connection, then and later; without a listener it would end the process
 * @throws Error whatever is in the way, in good time
 */
export async function connectToRedis(
  url: string,
  onError: (client: RedisClient, error: unknown) => void,
): Promise<RedisClient> {
  const client = clientFor(url);
  client.on('error', (error: unknown) => onError(client, error));
  try {
    await inTime(client.connect(), CONNECT_LIMIT_MS);
    await inTime(client.slidingWindow('probe', 1_000, 1), CONNECT_LIMIT_MS);
    return client;
  } catch (error) {
    client.destroy();
    throw error;
  }
}

/** Its own reconnecting is off: it keeps commands in line for a server that may never answer. */
function clientFor(url: string) {
  return createClient({
    url,
    RESP: 2,
    keyPrefix: PREFIX,
    disableOfflineQueue: true,
    disableClientInfo: true,
    socket: { connectTimeout: CONNECT_LIMIT_MS, reconnectStrategy: false },
    scripts: { slidingWindow },
  });
}
