// Loaded with --import into every process that the local stack starts: when the parent is gone, even by kill -9, its
// end of the IPC channel closes and the child shuts down as if it had been asked to. Processes that the child forks
// inherit the flag but have channels of their own, which are none of our business.
if (process.ppid === Number(process.env.STACK_PID)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
