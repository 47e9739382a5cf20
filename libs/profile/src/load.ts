import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { localitiesFolder, localityCodesIn } from './folder';
import { misfitsOf } from './references';
import { type Profile, profileSchema } from './schema';

/** Something wrong with a profile, and where. */
export interface Fault {
  line: number;
  column: number;
  reason: string;
}

/** Reads a profile whole, or says everything that is wrong with it. */
export function parseProfile(
  text: string,
  unitKeys: ReadonlySet<string>,
): { profile: Profile; faults?: never } | { profile?: never; faults: Fault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault = (offset: number, reason: string): Fault => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, reason };
  };
  if (document.errors.length > 0) {
    return { faults: document.errors.map(({ pos, message }) => fault(pos[0], message)) };
  }

  const { data, error } = profileSchema.safeParse(document.toJS());
  if (error) {
    const faults = error.issues.flatMap(({ path, message, ...issue }) =>
      'keys' in issue && issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => fault(offsetOfKey(document, path, key), `Nothing is known of ${key}.`))
        : [fault(offsetOf(document, path), message)],
    );
    return { faults: inOrder(faults) };
  }

  const misfits = misfitsOf(data, unitKeys);
  if (misfits.length > 0) {
    return { faults: inOrder(misfits.map(({ path, reason }) => fault(offsetOf(document, path), reason))) };
  }
  return { profile: data };
}

/**
 * The profiles of every locality in the folder, by code. When one is faulty nothing of any is applied: the error names
 * each fault with its file, its line and the reason.
 */
export function loadProfiles(folder = localitiesFolder): ReadonlyMap<string, Profile> {
  const read = localityCodesIn(folder).map((code) => readProfile(folder, code));
  const faults = read.flatMap((one) => one.faults ?? []);
  if (faults.length > 0) throw new Error(`A profile is faulty; none is applied.\n${faults.join('\n')}`);

  return new Map(read.flatMap(({ profile }) => (profile ? [[profile.code, profile] as const] : [])));
}

function readProfile(folder: string, code: string): { profile?: Profile; faults?: string[] } {
  const path = join(folder, code, 'profile.yaml');
  if (!existsSync(path)) return { faults: [`${path} is missing.`] };

  const { profile, faults } = parseProfile(readFileSync(path, 'utf8'), unitKeysIn(folder, code));
  if (faults)
    return { faults: faults.map(({ line, column, reason }) => `${path}:${line}:${column} ${reason}`) };
  if (profile.code !== code) return { faults: [`${path} says ${profile.code}, its folder says ${code}.`] };
  return { profile };
}

/** The keys of the units that a locality lists. */
function unitKeysIn(folder: string, code: string): ReadonlySet<string> {
  const path = join(folder, code, 'units.csv');
  if (!existsSync(path)) return new Set();
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return new Set(lines.map((line) => line.split(',')[0]!));
}

const inOrder = (faults: Fault[]) => faults.sort((a, b) => a.line - b.line || a.column - b.column);

/** Where a value stands; where it is missing, the place that should hold it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function offsetOfKey(document: Document, path: readonly PropertyKey[], key: string): number {
  const holder = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(holder)
    ? holder.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  return isScalar(pair?.key) && pair.key.range ? pair.key.range[0] : offsetOf(document, path);
}
