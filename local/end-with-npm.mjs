// npm killed with -9 passes nothing on, and then nobody could end what it started: the terminal no longer knows of it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EVERY_MS = 500;

/** Calls back when the npm that runs this script is gone; never, where the script was not run by npm. */
export function whenNpmIsGone(end) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  // npm runs a script through a shell, which may have replaced itself by the script.
  const parent = process.ppid;
  const npm = [parent, parentOf(parent)].find(isNpm);
  if (npm === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return;
    clearInterval(timer);
    end();
  }, EVERY_MS);
  timer.unref();
}

function isNpm(pid) {
  // npm calls itself "npm start", "npm test" or "npm run dev", and keeps its file's name where it cannot.
  return /^npm\b|\/npm(-cli\.js)?( |$)/.test(commandOf(pid));
}

function commandOf(pid) {
  if (process.platform !== 'linux') return fromPs(pid, 'command=');
  return fromProc(pid, 'cmdline').replaceAll('\0', ' ');
}

function parentOf(pid) {
  if (process.platform !== 'linux') return Number(fromPs(pid, 'ppid='));
  return Number(/^PPid:\s*(\d+)/m.exec(fromProc(pid, 'status'))?.[1]);
}

function isAlive(pid) {
  // Ended, only not yet noticed by its parent, still counts as a process of the system.
  if (process.platform === 'linux') return /^State:\s*[^ZX\s]/m.test(fromProc(pid, 'status'));
  return fromPs(pid, 'ppid=') !== '';
}

/** A minimal Linux has no `ps`. */
function fromProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // No such process.
    return '';
  }
}

function fromPs(pid, column) {
  return spawnSync('ps', ['-ww', '-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
