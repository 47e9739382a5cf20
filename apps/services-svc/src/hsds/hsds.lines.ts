import { Readable } from 'node:stream';
import type { HsdsPage } from './hsds.query';

/** All records of a list, one a line (NDJSON), read page after page: no more than one page is held at a time. */
export async function linesOf(pageAt: (page: number) => Promise<HsdsPage>): Promise<Readable> {
  // Whatever is wrong with the question shows in the first page, while a refusal can still be sent.
  return Readable.from(lines(await pageAt(1), pageAt));
}

async function* lines(first: HsdsPage, pageAt: (page: number) => Promise<HsdsPage>) {
  for (let page = first; ; page = await pageAt(page.page_number + 1)) {
    yield page.contents.map((record) => `${JSON.stringify(record)}\n`).join('');
    if (page.last_page) return;
  }
}
