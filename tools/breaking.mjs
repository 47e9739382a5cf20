// Compares the API with the one on main. What breaks a client needs a decision record, written in the same change, that
// quotes what breaks in the words of this check.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { findBreakingChanges } from 'graphql';
import { root } from './apps.mjs';

const git = (...args) =>
  execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 26,
  });

const api = (supergraph) => Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();

/** Where this work left main; on main itself the commit before. Undefined in a clone without history. */
function baseline() {
  const head = attempt(() => git('rev-parse', 'HEAD').trim());
  for (const main of ['origin/main', 'main']) {
    const fork = attempt(() => git('merge-base', 'HEAD', main).trim());
    if (fork && fork !== head) return fork;
  }
  return attempt(() => git('rev-parse', '--verify', 'HEAD~').trim());
}

/** The text of every decision record that the baseline did not have, committed or not yet. */
function newDecisions(base) {
  const added = git('diff', '--name-only', '--diff-filter=A', base, '--', 'docs/decisions').split('\n');
  const untracked = git('ls-files', '--others', '--exclude-standard', 'docs/decisions').split('\n');
  return [...added, ...untracked]
    .filter(Boolean)
    .map((path) => readFileSync(`${root}/${path}`, 'utf8'))
    .join('\n');
}

function attempt(look) {
  try {
    return look();
  } catch {
    return undefined;
  }
}

const base = baseline();
const before = base && attempt(() => git('show', `${base}:supergraph.graphql`));
if (!before) {
  console.log('There is no earlier API to compare with.');
  process.exit(0);
}

const changes = findBreakingChanges(api(before), api(readFileSync(`${root}/supergraph.graphql`, 'utf8')));
const decisions = newDecisions(base);
const unexplained = changes.filter(({ description }) => !decisions.includes(description));
for (const { description } of unexplained)
  console.error(
    `${description} This breaks clients: deprecate instead, or quote this in a new docs/decisions file.`,
  );
process.exit(unexplained.length ? 1 : 0);
