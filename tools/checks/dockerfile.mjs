// Reads from the Dockerfile what can be run without Docker.
import { readFileSync } from 'node:fs';
import { root } from '../apps.mjs';

export function dockerfile() {
  const lines = readFileSync(`${root}/Dockerfile`, 'utf8').replaceAll('\\\n', '').split('\n');
  const all = (instruction) =>
    lines
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.slice(instruction.length + 1));

  return {
    steps: all('RUN'),
    env: Object.fromEntries(all('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=')))),
    entrypoint: JSON.parse(all('ENTRYPOINT')[0]),
    healthcheck: JSON.parse(all('HEALTHCHECK')[0].replace(/^.*? CMD /, '')),
  };
}
