/** Somebody's first question to the graph, as the files in `examples` hold it. */
export interface Example {
  /** The name of its operation, which is the name of its tab too. */
  name: string;
  title: Words;
  query: string;
  variables: string;
  wants: Wish;
}

/** The same words in both languages. */
export interface Words {
  zh: string;
  en: string;
}

/** As whom something is to be asked: a role, and where. */
export interface Wish {
  role: string;
  area: string | undefined;
}

/**
 * Reads an example. Its first two lines say in Chinese and in English for whom it is and what it asks, the third as
 * whom. `{now}` in its variables makes a client key new each time that the example is opened.
 */
export function exampleOf(query: string, variables: string): Example {
  const [zh, en] = query.split('\n').map((line) => line.replace(/^# */, ''));
  const name = /^(?:query|mutation) (\w+)/m.exec(query)?.[1];
  const wants = wishIn(query);
  if (!zh || !en || !name || !wants) throw new Error(`An example lacks its heading or its name:\n${query}`);

  return { name, title: { zh, en }, query, variables, wants };
}

/** As whom a query wants to be asked, if it says so. */
export function wishIn(query: string): Wish | undefined {
  const [, role, area] = /^# 身份 as ([A-Z_]+)(?: (\d+))?$/m.exec(query) ?? [];
  return role ? { role, area } : undefined;
}
