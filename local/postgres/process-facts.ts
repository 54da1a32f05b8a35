import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface ProcessFacts {
  parentPid: number;
  commandLine: string;
  /** Where it works, when the system tells. */
  folder: string | null;
}

/** What the system knows of a running process, or null when there is none with that id. */
export async function processFacts(pid: number): Promise<ProcessFacts | null> {
  try {
    if (process.platform === 'linux') return await factsFromProc(pid);
    return process.platform === 'win32' ? await factsFromPowerShell(pid) : await factsFromPs(pid);
  } catch {
    // No such process, or one of another user, which cannot be a server of ours.
    return null;
  }
}

/** A minimal Linux has no `ps`. */
async function factsFromProc(pid: number): Promise<ProcessFacts | null> {
  const [status, commandLine] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  // Ended, only not yet noticed by its parent, which for an orphan in a container may be never.
  if (/^State:\s*Z/m.test(status)) return null;
  return {
    parentPid: Number(/^PPid:\s*([0-9]+)/m.exec(status)?.[1]),
    commandLine: commandLine.replaceAll('\0', ' '),
    folder: await readlink(`/proc/${pid}/cwd`),
  };
}

async function factsFromPs(pid: number): Promise<ProcessFacts> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)]);
  const [, parentPid = '', commandLine = ''] = /^\s*([0-9]+)\s+(.*)/s.exec(stdout) ?? [];
  return { parentPid: Number(parentPid), commandLine, folder: null };
}

async function factsFromPowerShell(pid: number): Promise<ProcessFacts> {
  const query = `Get-CimInstance Win32_Process -Filter "ProcessId=${pid}" | Select-Object ParentProcessId, CommandLine | ConvertTo-Json`;
  const { stdout } = await promisify(execFile)('powershell', ['-NoProfile', '-Command', query]);
  const found = JSON.parse(stdout) as { ParentProcessId: number; CommandLine: string };
  return { parentPid: found.ParentProcessId, commandLine: found.CommandLine, folder: null };
}
