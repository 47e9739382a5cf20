/** The time that a report is about: its first and its last day. */
export interface Period {
  fromOn: string;
  toOn: string;
}

export const wholeYear = (year: number): Period => ({ fromOn: `${year}-01-01`, toOn: `${year}-12-31` });

/** The first half of a year, or the second. */
export const yearHalf = (year: number, half: number): Period =>
  half === 1
    ? { fromOn: `${year}-01-01`, toOn: `${year}-06-30` }
    : { fromOn: `${year}-07-01`, toOn: `${year}-12-31` };
