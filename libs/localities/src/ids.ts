import { createHash } from 'node:crypto';

/** Jinlin's own namespace. Changing it would change the id of every area and unit. */
const namespace = Buffer.from('6a696e6c696e4000a000676f7665726e', 'hex');

/** The id of a piece of reference data: the same in every service, so nobody need ask another for it. */
export function idOf(kind: string, key: string): string {
  const hash = createHash('sha1').update(namespace).update(`${kind}:${key}`).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The id of the person who holds a post at an area from the start, so that the seeds of any service can name them. */
export const holderId = (post: string, areaId: string) => idOf('person', `${post} at ${areaId}`);
