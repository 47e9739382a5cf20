// Makes each service's role and schema in the database at DATABASE_URL, and lets them read one another's events. For
// servers that run without npm start; run it before the services migrate, and once more after.
import { createRequire } from 'node:module';
import { subgraphs } from './apps.mjs';

const { provision, shareOutboxes } = createRequire(import.meta.url)('../libs/database/dist/index.js');

const settings = ['DATABASE_URL', ...subgraphs.map(({ name }) => `${name.toUpperCase()}_PASSWORD`)];
const missing = settings.filter((name) => !process.env[name]);
if (missing.length) {
  console.error(`Set ${missing.join(', ')}.`);
  process.exit(1);
}

const services = subgraphs.map(({ name }) => ({
  schema: name,
  role: `jinlin_${name}`,
  password: process.env[`${name.toUpperCase()}_PASSWORD`],
}));
try {
  await provision(process.env.DATABASE_URL, services);
  await shareOutboxes(process.env.DATABASE_URL, services);
} catch ({ message }) {
  console.error(`The roles and schemas could not be made: ${message}`);
  process.exit(1);
}
