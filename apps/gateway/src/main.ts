import { serve } from '@jinlin/server';
import { readSettings } from './config';
import { gateway } from './gateway';

async function main() {
  const settings = readSettings();
  const { app, stop } = await gateway(settings);
  await serve(app, { host: settings.HOST, port: settings.PORT, onStop: stop });
}

main().catch((fault) => {
  console.error(`gateway could not serve: ${(fault as Error).message}`);
  process.exit(1);
});
