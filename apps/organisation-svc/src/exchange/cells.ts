import { type AnyRefusal, isDay, type Listener, say } from '@jinlin/graphql';
import type { RowFault } from '../generated/graphql';
import type { CsvRow } from './csv';

const YES: readonly string[] = ['true', '1', 'yes', 'y', '是'];
const NO: readonly string[] = ['', 'false', '0', 'no', 'n', '否'];

/** Reads the cells of one row, and gathers all that is wrong with them. */
export class Cells<Key extends string> {
  readonly faults: RowFault[] = [];

  constructor(
    private readonly ctx: Listener,
    private readonly row: CsvRow,
  ) {
    if (row.isTooLong) {
      this.wrong(null, 'TOO_MANY_CELLS', {
        en: 'The row has more cells than there are columns.',
        zh: '该行单元格多于列数。',
      });
    }
  }

  get isGood() {
    return this.faults.length === 0;
  }

  /** A text that must be there. */
  needed(key: Key): string {
    const text = this.text(key);
    if (text) return text;
    this.wrong(key, 'MISSING', { en: `"${key}" must not be blank.`, zh: `“${key}”不能为空。` });
    return '';
  }

  /** A text, or null when the cell is empty or the column is not there. */
  text(key: Key): string | null {
    return this.row.cells.get(key) || null;
  }

  /** A text that passes a check, when there is one; its message says what would be right. */
  checked(key: Key, isRight: (text: string) => boolean, wanted: { en: string; zh: string }): string | null {
    const text = this.text(key);
    if (text === null || isRight(text)) return text;
    this.wrong(key, 'MALFORMED', wanted);
    return null;
  }

  day(key: Key): string | null {
    return this.checked(key, isDay, { en: 'A day is written 2026-11-21.', zh: '日期格式为 2026-11-21。' });
  }

  /** One of a closed set. */
  oneOf<Value extends string>(key: Key, values: readonly Value[]): Value | null {
    const wanted = values.join(', ');
    const isOne = (text: string): text is Value => values.some((value) => value === text);
    return this.checked(key, isOne, {
      en: `It must be one of ${wanted}.`,
      zh: `须为下列之一：${wanted}。`,
    }) as Value | null;
  }

  flag(key: Key): boolean | null {
    const text = this.text(key)?.toLowerCase() ?? null;
    if (text === null) return null;
    if (YES.includes(text)) return true;
    if (!NO.includes(text))
      this.wrong(key, 'MALFORMED', { en: 'It must be true or false.', zh: '须为“是”或“否”。' });
    return false;
  }

  number(key: Key): number | null {
    const text = this.checked(key, (digits) => /^\d{1,7}$/.test(digits), {
      en: 'It must be a whole number up to 9 999 999.',
      zh: '须为不超过 9 999 999 的整数。',
    });
    return text === null ? null : Number(text);
  }

  /** Names what is wrong with a cell, or with the row. */
  wrong(key: Key | null, code: string, sentence: { en: string; zh: string }) {
    this.faults.push({ row: this.row.number, column: key, code, message: say(this.ctx, sentence) });
  }

  /** Takes what stands against the row as the single act would say it; whether nothing does. */
  allows(key: Key | null, refusal: AnyRefusal | null | undefined): boolean {
    if (!refusal) return true;
    this.faults.push({ row: this.row.number, column: key, code: refusal.code, message: refusal.message });
    return false;
  }
}
