import { testDatabase, testWhoMay } from '@jinlin/testing';
import { policy } from './policy';
import { tables } from './tables';
import { ask, schema } from './testing';

const db = testDatabase(tables);

describe('who may do what', () => testWhoMay(db, policy, schema, ask));
