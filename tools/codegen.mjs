// Generates each app's resolver types from its SDL, as its codegen.ts says.
import { existsSync } from 'node:fs';
import { generate } from '@graphql-codegen/cli';
import { apps, root } from './apps.mjs';
import { load } from './bundle.mjs';

const wanted = process.argv.slice(2);
const written = apps
  .map(({ app }) => app)
  .filter((app) => existsSync(`${root}/apps/${app}/codegen.ts`))
  .filter((app) => wanted.length === 0 || wanted.includes(app));

for (const app of written) {
  const { default: config } = await load(`apps/${app}/codegen.ts`);
  try {
    await generate({ ...config, cwd: `${root}/apps/${app}`, silent: true, errorsOnly: true }, true);
  } catch (error) {
    console.error(`${app}: ${error.message}`);
    process.exitCode = 1;
  }
}
