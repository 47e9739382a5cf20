import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Matter } from '../matter/matter.entity';
import { Meeting } from './meeting.entity';

export const meetingLoaders = (db: DataSource, read: Reader) => ({
  meeting: oneBy(db, read, Meeting, 'id'),
  agendaOfMeeting: manyBy(db, read, Matter, 'meetingId', 'agenda_number, id'),
});
