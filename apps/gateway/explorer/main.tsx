import './workers';
// GraphiQL loads these two when it needs them, which is at once; named here, their styles come with the page's own.
import 'monaco-graphql/esm/monaco-editor.js';
import 'monaco-graphql/esm/lite.js';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './explorer.css';
import { createRoot } from 'react-dom/client';
import { exampleOf } from './example';
import { Explorer } from './explorer';
import { personasHere } from './personas';

/** Put in by the build: what the files in `examples` hold, in their order. */
declare const EXAMPLES: { query: string; variables: string }[];

const examples = EXAMPLES.map(({ query, variables }) => exampleOf(query, variables));
const personas = await personasHere();

createRoot(document.getElementById('explorer')!).render(<Explorer examples={examples} personas={personas} />);
