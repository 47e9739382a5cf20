// npm start: the whole graph from a fresh clone, with nothing at hand but Node and npm.
import { checkNode, install } from './launch/install.mjs';

checkNode();
await install();
const { launch } = await import('./launch/launch.mjs');
await launch(process.argv.slice(2));
