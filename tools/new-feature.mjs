// Makes the files of a new feature: npm run new-feature -- cases-svc joint-meeting
// It has a life of two states and a first test, which fails until the feature is wired in as the tool then says.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root, subgraphs } from './apps.mjs';

const [app, file] = process.argv.slice(2);
const services = subgraphs.map((subgraph) => subgraph.app);
const folder = `${root}/apps/${app}/src/${file}`;

if (!services.includes(app) || !/^[a-z]+(-[a-z]+)*$/.test(file ?? ''))
  stop(
    `Say which service and what the feature is called: npm run new-feature -- ${services[1]} joint-meeting`,
  );
if (existsSync(folder)) stop(`${app} has a feature ${file} already.`);

const words = file.split('-');
const Name = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
const name = Name[0].toLowerCase() + Name.slice(1);
const migrations = `${root}/apps/${app}/src/migrations`;
const last = Math.max(...readdirSync(migrations).map((path) => Number.parseInt(path, 10)));
const given = {
  file,
  Name,
  name,
  words: words.join(' '),
  table: words.join('_'),
  time: String(last + 100_000_000),
  area: app === 'organisation-svc' ? '../area/area.entity' : '@jinlin/replicas',
};

mkdirSync(folder);
for (const part of ['graphql', 'states', 'entity', 'life', 'service', 'loaders', 'resolvers', 'spec'])
  write(part, `${folder}/${file}.${part === 'graphql' ? part : `${part}.ts`}`);
write('migration', `${migrations}/${given.time}-${file}.ts`);
execFileSync(`${root}/node_modules/.bin/biome`, ['format', '--write', folder], {
  cwd: root,
  stdio: 'ignore',
});

console.log(`
Now wire it in, one line each in apps/${app}:

  codegen.ts        ${Name}: '../${file}/${file}.entity#${Name} as ${Name}Row',
  src/schema.ts     feature(join(__dirname, '${file}/${file}.graphql'), ${name}Resolvers),
  src/tables.ts     ${Name} among the entities, ${Name}${given.time} among the migrations, ${given.table} among the placed tables
  src/context.ts    () => ${name}Loaders(db, read),
  src/policy.ts     open${Name}: ['COMMUNITY_CLERK'], close${Name}: ['COMMUNITY_CLERK'],

Then: node tools/codegen.mjs ${app} && npm run compose
`);

function write(part, path) {
  const template = readFileSync(`${root}/tools/new-feature/${part}.txt`, 'utf8');
  writeFileSync(
    path,
    template.replaceAll(/\{\{(\w+)\}\}/g, (_, word) => given[word]),
  );
  console.log(path.slice(root.length + 1));
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
