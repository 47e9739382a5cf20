import { Client } from 'pg';

/** Counts the statements that reach PostgreSQL while something runs, transaction control left out. */
export async function countStatements<Answer>(run: () => Promise<Answer>) {
  const seen: string[] = [];
  const query = Client.prototype.query;
  Client.prototype.query = function counted(this: Client, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : ((first as { text?: string })?.text ?? 'copy');
    if (!/^\s*(begin|commit|rollback)/i.test(text)) seen.push(text);
    return (query as (...given: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    const answer = await run();
    return { answer, statements: seen };
  } finally {
    Client.prototype.query = query;
  }
}
