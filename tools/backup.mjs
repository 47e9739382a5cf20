// npm run backup -- <folder>: keeps the embedded database and its secrets in a folder while the graph runs. The first run
// copies all of it, later ones what has happened since. --every <minutes> goes on doing so; --anew copies all of it again.
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { root } from './apps.mjs';
import { takeBackup } from './backup/take.mjs';
import { Complaint } from './launch/complaint.mjs';
import { complain, say } from './launch/screen.mjs';

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { every: { type: 'string' }, anew: { type: 'boolean' } },
  });
  const [to] = positionals;
  if (!to) throw new Complaint('Say where to: npm run backup -- <folder> [--every <minutes>] [--anew]');

  const from = resolve(process.env.JINLIN_FOLDER ?? `${root}/.jinlin`);
  for (let { anew } = values; ; anew = false) {
    const { segments, isWhole } = await takeBackup({ from, to: resolve(to), anew });
    say(
      `${new Date().toISOString()} ${isWhole ? 'copied all of it, and ' : ''}${segments} pieces of the log.`,
    );
    if (!values.every) break;
    await pause(Number(values.every) * 60_000);
  }
} catch (error) {
  complain(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}
