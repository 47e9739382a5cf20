// npm test: every check, in order, with a PostgreSQL of its own. --quick (npm run check) leaves out the smokes.
import { checkNode, install } from './launch/install.mjs';

checkNode();
await install();
const { test } = await import('./checks/test.mjs');
await test({ quick: process.argv.includes('--quick') });
