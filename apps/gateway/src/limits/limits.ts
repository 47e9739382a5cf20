/** What one operation may be. A table, so that operators and integrators can read it; docs/integration.md explains. */
export const limits = {
  /** Tokens of the document. */
  tokens: 2_000,
  /** Fields within fields; what is asked of the schema itself does not count. */
  depth: 10,
  aliases: 15,
  rootFields: 10,
  fragments: 50,
  directives: 50,
  /** Fields once all fragments are spread out. */
  fields: 400,
  /** Objects within objects (and lists) of the variables. */
  variableDepth: 12,
  /** Bytes of a request's body. */
  body: 262_144,
} as const;

/** What an operation may cost: see cost.ts. */
export const costLimits = { interactive: 1_000, bulk: 20_000 } as const;
