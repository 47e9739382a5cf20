/** From fourteen on a guardian's consent is no longer needed. The year alone is known, so the doubtful year counts. */
const ADULT = 15;

/** Whether somebody is under fourteen, or not known to be older. */
export const isMinor = (birthYear: number | null, now: Date) =>
  birthYear !== null && now.getFullYear() - birthYear < ADULT;
