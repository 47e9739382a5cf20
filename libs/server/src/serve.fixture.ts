// A whole process for serve.spec.ts: one slow route, and its URL told to the test.
import { httpServer } from './http';
import { serve } from './serve';

const app = httpServer({ name: 'fixture', logLevel: 'silent', ready: () => true });
app.get('/slow', async () => {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return { done: true };
});

void serve(app, { host: '127.0.0.1', port: 0 }).then((url) => process.send?.(url));
