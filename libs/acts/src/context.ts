import type { Scope } from '@jinlin/database';
import type { Language } from '@jinlin/graphql';
import type { Actor } from '@jinlin/identity';
import type { DataSource, EntityManager } from 'typeorm';

/** What every act needs to know: who acts, when, within what reach, and in which language to answer. */
export interface ActContext {
  db: DataSource;
  actor: Actor | null;
  scope: Scope;
  now: Date;
  language: Language;
}

/** The same of somebody who may act. */
export interface Acting extends ActContext {
  actor: Actor;
}

/** An act under way: the context, and the one transaction that all of it happens in. */
export interface Act extends Acting {
  tx: EntityManager;
}
