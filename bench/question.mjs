// The question that everybody is asked, and who asks it.
import { readFileSync } from 'node:fs';

/** 多福社区 in Shenyang: twenty cases, their places, who answers for them, and what is open in the community. */
export const community = '210103005024';

export const queryIn = (file) => readFileSync(new URL(file, import.meta.url), 'utf8');

/** The body of a request that asks it. */
export const asking = (query) => JSON.stringify({ query, variables: { community } });
