// npm run audit: proves that no entry in the history of any record was changed, taken out or cut off.
import { databases } from './audit/databases.mjs';
import { prove } from './audit/prove.mjs';
import { Complaint } from './launch/complaint.mjs';
import { complain, say } from './launch/screen.mjs';

try {
  for (const database of databases()) {
    const { records, entries, broken, cut } = await prove(database);
    const flaws = broken.length + cut.length;
    say(`${database.name.padEnd(12)} ${records} records, ${entries} entries, ${flaws} broken`);

    for (const { recordType, recordId, sequence } of broken)
      complain(`  ${recordType} ${recordId}: the chain breaks at entry ${sequence}.`);
    for (const { recordId, told, kept } of cut)
      complain(`  ${recordId}: others were told of entry ${told}, but the history ends at ${kept}.`);
    if (flaws) process.exitCode = 1;
  }
} catch (error) {
  complain(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
}
