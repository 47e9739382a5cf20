import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Selection, SelectionCandidate } from './selection.entity';

/** Who stood for what tells about people, so candidates are read within the actor's reach. */
export const selectionLoaders = (db: DataSource, read: Reader, sealed: Reader) => ({
  selection: oneBy(db, read, Selection, 'id'),
  selectionOfAppointment: oneBy(db, read, Selection, 'appointmentId'),
  candidatesOfSelection: manyBy(db, sealed, SelectionCandidate, 'selectionId', 'priority, id'),
  candidaciesOfPerson: manyBy(db, sealed, SelectionCandidate, 'personId', 'id'),
});
