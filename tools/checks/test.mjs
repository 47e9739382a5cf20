// The list of checks, and how each is run and told.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { root } from '../apps.mjs';
import { embedded } from '../bundle.mjs';

const node = (script, ...args) => [process.execPath, `${root}/tools/${script}`, ...args];
const bin = (name, ...args) => [process.execPath, `${root}/node_modules/.bin/${name}`, ...args];
const results = `${root}/.jinlin/test-results.json`;

/** Each is a name and a command that ends with 0 when all is well. Jest stands for as many as it has tests. */
const checks = [
  { name: 'codegen', command: node('codegen.mjs') },
  { name: 'format and lint', command: bin('biome', 'ci', '--colors=off', '.') },
  { name: 'types', command: bin('tsc', '--noEmit') },
  { name: 'types of the explorer', command: bin('tsc', '--noEmit', '-p', 'apps/gateway/explorer') },
  { name: 'boundaries', command: node('boundaries.mjs') },
  { name: 'composition', command: node('compose.mjs', '--check') },
  { name: 'breaking changes', command: node('breaking.mjs') },
  { name: 'licences', command: node('licences.mjs', '--check') },
  { name: 'docker-compose.yml', command: node('checks/docker-compose.mjs') },
  {
    name: 'tests',
    command: bin('jest', '--ci', '--maxWorkers=2', '--json', `--outputFile=${results}`),
    isJest: true,
  },
  { name: 'steps of the image', command: node('checks/image.mjs'), isSmoke: true },
  { name: 'the whole graph on Node 24', command: node('checks/node24.mjs'), isSmoke: true },
];

export async function test({ quick }) {
  mkdirSync(`${root}/.jinlin`, { recursive: true });
  rmSync(results, { force: true });
  const postgres = await (await embedded()).startEmbedded();
  const env = { ...process.env, CI: 'true', NO_COLOR: '1', NX_DAEMON: 'false', DATABASE_URL: postgres.url };
  let [passed, failed] = [0, 0];

  for (const { name, command, isJest, isSmoke } of checks) {
    if (quick && isSmoke) continue;
    const began = Date.now();
    if (process.stdout.isTTY) process.stdout.write(`…     ${name}\r`);
    const { code, output } = await run(command, env);
    const counts = (isJest && countsIn(results)) || {
      passed: code === 0 ? 1 : 0,
      failed: code === 0 ? 0 : 1,
    };
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    const what = isJest ? `${name} (${counts.passed} passed, ${counts.failed} failed)` : name;
    if (code !== 0) console.log(worthReading(output));
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'}  ${what.padEnd(50)} ${seconds.padStart(6)} s`);
    passed += counts.passed;
    failed += counts.failed;
  }

  await postgres.stop();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

function run([command, ...args], env) {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((done) => child.once('close', (code) => done({ code, output })));
}

/** Jest says what failed twice: as it happens and, after this line, all together. */
const worthReading = (output) =>
  output.slice(Math.max(0, output.indexOf('Summary of all failing tests'))).trim();

/** What Jest counted; a suite that could not even begin counts as one failure. Undefined when Jest wrote nothing. */
function countsIn(file) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
  } catch {
    return undefined;
  }
}
