const LOOK_EVERY_MS = 500;

/** Aborts when this program is to end: by Ctrl-C or another signal, or because the script that started it is gone. */
export function endRequest(): AbortSignal {
  const request = new AbortController();
  const end = (): void => request.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);

  const parent = Number(process.env['WITH_DEPS_PID']);
  if (process.ppid === parent) {
    // Killed with -9, the script can pass no signal on.
    const look = setInterval(() => {
      if (process.ppid !== parent) end();
    }, LOOK_EVERY_MS);
    look.unref();
  }
  return request.signal;
}
