import { type DestinationStream, destination } from 'pino';

const STDOUT = 1;
const WRITE_FROM_BYTES = 8_192;
const WRITE_AFTER_MS = 100;
/** Of lines that nobody takes: rather than the process, the log loses something then. */
const MOST_BYTES_WAITING = 16 * 1024 * 1024;

/**
 * Standard output, written some lines at a time and without waiting: a write for each line costs as much as making the
 * line, and a reader who is slow would hold up every request. pino writes what is left when the process exits, also after
 * an error that nobody caught; what is killed with SIGKILL loses the lines of a tenth of a second.
 */
export function logStream(): DestinationStream {
  return destination({
    dest: STDOUT,
    sync: false,
    minLength: WRITE_FROM_BYTES,
    maxLength: MOST_BYTES_WAITING,
    periodicFlush: WRITE_AFTER_MS,
  });
}
