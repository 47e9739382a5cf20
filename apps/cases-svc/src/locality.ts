import type { Urgency } from './generated/graphql';

/** A label in the languages that clients ask for. */
export interface Label {
  zh: string;
  en: string;
}

/** What the acts on cases need to know of a locality's profile. */
export interface LocalityRules {
  code: string;
  channels: ReadonlyMap<string, { label: Label; number: string | null }>;
  categories: ReadonlyMap<string, { label: Label; unitId: string | null }>;
  /** By when a case dispatched at `from` must be handled, under the rule then in force. */
  deadline(category: string, urgency: Urgency, from: Date): { dueAt: Date; isProvisional: boolean; ruleVersion: string };
  maxReturns: number;
  maxReopens: number;
}
