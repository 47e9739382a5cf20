// Who may depend on whom. Read from the tags in each package.json, and held against what the code really imports.
import { readdirSync, readFileSync } from 'node:fs';
import { createProjectGraphAsync } from 'nx/src/devkit-exports.js';
import { root } from './apps.mjs';

/** Domain services are apps: they never use one another, and no lib uses an app. */
const mayUse = {
  'type:app': ['type:lib'],
  'type:lib': ['type:lib'],
  'type:test': ['type:lib', 'type:app'],
};

const { nodes, dependencies } = await createProjectGraphAsync({ exitOnError: true });
function offencesOf(project) {
  const { root: folder, tags = [] } = nodes[project].data;
  const kindOf = (other) => nodes[other].data.tags?.find((tag) => tag in mayUse);
  const kind = tags.find((tag) => tag in mayUse);
  if (!kind) return [`${project} needs one of the tags ${Object.keys(mayUse)} in its package.json.`];

  const declared = dependencies[project].map(({ target }) => target).filter((target) => nodes[target]);
  const forbidden = declared
    .filter((target) => !mayUse[kind].includes(kindOf(target)))
    .map((target) => `${project} may not use ${target}.`);

  const imported = sources(folder).flatMap(({ file, text }) => [
    ...packagesIn(text)
      .filter((name) => name !== project && !declared.includes(name))
      .filter((name) => nodes[name] || name.startsWith('@jinlin/'))
      .map((name) => `${project} imports ${name}, which its package.json does not name.`),
    ...foreignPathsIn(text, file, folder).map((path) => `${file} reaches into another project: ${path}`),
  ]);
  return [...forbidden, ...imported];
}

const sources = (folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true })
    .filter((path) => /\.ts$/.test(path) && !/(^|\/)(node_modules|dist|generated)\//.test(path))
    .map((path) => ({ file: `${folder}/${path}`, text: readFileSync(`${root}/${folder}/${path}`, 'utf8') }));

const specifiersIn = (text) =>
  [...text.matchAll(/\b(?:from|import|import\(|require\()\s*'([^']+)'/g)].map(([, specifier]) => specifier);

/** The packages imported, by name without the path inside. */
const packagesIn = (text) =>
  specifiersIn(text)
    .filter((specifier) => !specifier.startsWith('.'))
    .map((specifier) => specifier.match(/^(@[^/]+\/)?[^/]+/)[0]);

const foreignPathsIn = (text, file, folder) =>
  specifiersIn(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => new URL(specifier, `file:///${file}`).pathname.slice(1))
    .filter((path) => /^(apps|libs|tests)\//.test(path) && !path.startsWith(`${folder}/`));

const offences = Object.keys(nodes).flatMap(offencesOf);
for (const offence of new Set(offences)) console.error(offence);
process.exit(offences.length ? 1 : 0);
