// Reads docker-compose.yml as `docker compose` does: merges, anchors and settings filled in.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { root } from '../apps.mjs';

export const composeFile = (settings) =>
  parse(readFileSync(`${root}/docker-compose.yml`, 'utf8'), (_, value) => filled(value, settings), {
    merge: true,
  });

/** `${NAME:-default}` and `${NAME:?what to do}`; a setting not given is left as its own name. */
const filled = (value, settings) =>
  typeof value === 'string'
    ? value.replaceAll(
        /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
        (_, name, kind, text) => settings[name] ?? (kind === '-' ? text : name),
      )
    : value;
