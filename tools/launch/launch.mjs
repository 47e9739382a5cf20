// Brings the graph up, and takes it down again when it is told to, when a part of it ends, or when npm is gone.
import { parseArgs } from 'node:util';
import { Complaint } from './complaint.mjs';
import { bringUp, takeDown } from './graph.mjs';
import { isRunning, npmAbove } from './process-table.mjs';
import { complain, say } from './screen.mjs';
import { watchSources } from './watch.mjs';

export async function launch(args, { watch = false } = {}) {
  /** What stands so far, so that it can be taken down from any point. */
  const up = { serving: new Map(), isWatched: watch };
  let ending;
  const leave = (code) => {
    ending ??= takeDown(up).then(() => process.exit(code));
    return ending;
  };
  const die = (message) => {
    if (ending) return;
    complain(message);
    void leave(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(
      signal,
      onceOrForce(up, () => void leave(0)),
    );
  endWithNpm(() => void leave(1));

  try {
    await bringUp(up, optionsIn(args), die);
    if (watch) await watchSources(up);
  } catch (error) {
    if (ending) return;
    complain(error instanceof Complaint ? `\n${error.message}` : error);
    await leave(1);
  }
}

/** Asked once, everything ends in order; asked again, nothing is waited for, and the database's keeper ends it. */
function onceOrForce(up, leave) {
  return () => {
    if (up.askedAt === undefined) {
      up.askedAt = Date.now();
      say('\nStopping: letting requests finish, then the database …');
      return leave();
    }
    // npm passes Ctrl-C on, so that one press arrives twice.
    if (Date.now() - up.askedAt < 1_000) return;
    up.processes?.killAll();
    process.exit(130);
  };
}

/** `kill -9` of npm does not reach us, but whoever did it meant us. */
function endWithNpm(leave) {
  const npm = npmAbove();
  if (npm) setInterval(() => isRunning(npm) || leave(), 500).unref();
}

function optionsIn(args) {
  try {
    return parseArgs({ args, options: { fresh: { type: 'boolean' }, port: { type: 'string' } } }).values;
  } catch ({ message }) {
    throw new Complaint(message, 'Known are: [--fresh] [--port <number>]');
  }
}
