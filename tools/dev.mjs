// npm run dev: npm start that follows the sources. One terminal, the same data.
import { checkNode, install } from './launch/install.mjs';

checkNode();
await install();
const { launch } = await import('./launch/launch.mjs');
await launch(process.argv.slice(2), { watch: true });
