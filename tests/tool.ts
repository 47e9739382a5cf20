import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** Runs a tool of the repository as a person would, and tells what it printed and how it ended. */
export const runTool = (tool: string, args: string[] = [], env: Record<string, string> = {}) =>
  new Promise<{ code: number; said: string }>((done) => {
    const child = execFile(
      process.execPath,
      [join(root, 'tools', tool), ...args],
      { cwd: root, env: { ...process.env, ...env } },
      (_, stdout, stderr) => done({ code: child.exitCode ?? 1, said: stdout + stderr }),
    );
  });
