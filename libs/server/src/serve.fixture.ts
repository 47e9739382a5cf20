// A whole process for serve.spec.ts: one slow route, its URL told to the test, and a line in its very last moment.
import { httpServer } from './http';
import { serve } from './serve';

const app = httpServer({ name: 'fixture', logLevel: 'info', ready: () => true });
app.get('/slow', async () => {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return { done: true };
});

// As a fault that nobody caught would end it.
process.once('message', () => process.exit(1));
process.prependOnceListener('exit', () => app.log.warn('ended'));

void serve(app, { host: '127.0.0.1', port: 0 }).then((url) => process.send?.(url));
