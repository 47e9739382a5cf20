import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const apps = join(__dirname, '../apps');

/** Made before anything ran anywhere; whoever changes more than this may not. */
const BEFORE_THE_FIRST_RELEASE = ['1763740410000-premises.ts', '1763740510000-canteens.ts'];

const migrations = ['organisation-svc', 'cases-svc', 'services-svc'].flatMap((app) => {
  const folder = join(apps, app, 'src/migrations');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !BEFORE_THE_FIRST_RELEASE.includes(file))
    .map((file) => ({ app, file, up: upOf(readFileSync(join(folder, file), 'utf8')) }));
});

/** What takes from the version before what it reads, or asks of it what it does not know to give. */
const TAKES_AWAY =
  /\bdrop (table|column|default|constraint|schema|type|function)\b|\brename\b|\bset not null\b|\balter column \w+ (set data )?type\b|\badd column (if not exists )?\w+ [^,;]*\bnot null\b(?![^,;]*\bdefault\b)/gi;

it.each(migrations)('$app/$file only adds: the version before runs on beside it', ({ up }) => {
  expect(up.match(TAKES_AWAY)).toBeNull();
});

it.each([
  'drop table a',
  'alter table a drop column b',
  'alter table a rename column b to c',
  'alter table a add column b int not null',
  'alter table a alter column b type text',
  'alter table a alter column b set not null',
])('would see that "%s" does not', (sql) => {
  expect(sql.match(TAKES_AWAY)).not.toBeNull();
});

/** The part of a migration that goes forward. */
function upOf(source: string) {
  const [up] = source.split(/\basync down\b/);
  return up!;
}
