import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { localitiesFolder, localityCodesIn } from './folder';
import type { Misfit } from './misfit';
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
  const faultAt = (offset: number, reason: string): Fault => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, reason };
  };
  if (document.errors.length > 0) {
    return { faults: document.errors.map(({ pos, message }) => faultAt(pos[0], message)) };
  }

  const { data, error } = profileSchema.safeParse(document.toJS());
  const misfits = error
    ? error.issues.flatMap((issue) => misfitsIn(document, issue))
    : misfitsOf(data, unitKeys);
  if (error || misfits.length > 0) {
    const faults = misfits.map(({ path, reason }) => faultAt(offsetOf(document, path), reason));
    return { faults: faults.sort((a, b) => a.line - b.line || a.column - b.column) };
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

/** An issue of the schema in words for those who write profiles. */
function misfitsIn(document: Document, issue: z.core.$ZodIssue): Misfit[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], reason: `Nothing is known of ${key}.` }));
  }
  return [{ path, reason: document.hasIn(path) ? issue.message : `${path.at(-1)} is missing.` }];
}

/** Where a key or an item of a list stands; where it is missing, the place that should hold it. */
function offsetOf(document: Document, path: Misfit['path']): number {
  for (let length = path.length; length > 0; length--) {
    const holder = length > 1 ? document.getIn(path.slice(0, length - 1), true) : document.contents;
    const last = path[length - 1];
    const node = isMap(holder)
      ? holder.items.find(({ key }) => isScalar(key) && key.value === last)?.key
      : isSeq(holder) && holder.items[Number(last)];
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
