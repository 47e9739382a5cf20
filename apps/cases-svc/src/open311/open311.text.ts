/** The two ways in which Open311 answers. */
export type Format = 'xml' | 'json';

/** What discovery calls the two; an answer names its charset besides. */
export const mediaTypes: Record<Format, string> = { xml: 'text/xml', json: 'application/json' };

export type Value = string | number | boolean | null | Value[] | { [name: string]: Value | undefined };

/** An answer: in JSON its value alone, in XML within an element of its name. */
export interface Document {
  name: string;
  value: Value;
}

/** Writes an answer. JSON keeps numbers and booleans as what they are; in XML all is text, and null is empty. */
export const written = ({ name, value }: Document, format: Format): string =>
  format === 'json'
    ? JSON.stringify(value)
    : `<?xml version="1.0" encoding="utf-8"?>\n${element(name, value)}\n`;

/** Where lists have elements that are not called as the list is, without its `s`. */
const members: Record<string, string> = {
  service_requests: 'request',
  service_request_updates: 'request_update',
};

const memberOf = (name: string) => members[name] ?? name.replace(/s$/, '');

function element(name: string, value: Value): string {
  if (value === null) return `<${name}/>`;
  if (Array.isArray(value)) {
    return `<${name}>${value.map((member) => element(memberOf(name), member)).join('')}</${name}>`;
  }
  if (typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`;

  const parts = Object.entries(value).map(([part, of]) => (of === undefined ? '' : element(part, of)));
  return `<${name}>${parts.join('')}</${name}>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 cannot hold at all, such as most control characters and halves of pairs, is left out. */
const escaped = (text: string) =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (character) => entities[character]!);

/** A moment with its offset, as people here read it. */
export const withOffset = (moment: Date | null) =>
  moment && `${new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
