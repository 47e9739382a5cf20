// Where Monaco finds its workers: they are entries of the same build, beside this script.
import type {} from 'monaco-editor';

const workers: Record<string, string> = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

self.MonacoEnvironment = {
  getWorker: (_, label) =>
    new Worker(new URL(workers[label] ?? 'editor.worker.js', import.meta.url), { type: 'module' }),
};
