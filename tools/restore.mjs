// npm run restore -- <folder>: puts back what npm run backup kept, where there is no database. Then npm start goes on.
import { resolve } from 'node:path';
import { root } from './apps.mjs';
import { putBack } from './backup/put-back.mjs';
import { Complaint } from './launch/complaint.mjs';
import { complain, say } from './launch/screen.mjs';

try {
  const [from] = process.argv.slice(2);
  if (!from) throw new Complaint('Say where from: npm run restore -- <folder>');

  await putBack({ from: resolve(from), to: resolve(process.env.JINLIN_FOLDER ?? `${root}/.jinlin`) });
  say('The database and its secrets are put back. Go on with npm start.');
} catch (error) {
  complain(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}
