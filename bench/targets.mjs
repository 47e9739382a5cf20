// What Jinlin promises to hold beside the others, and what it may weigh.

/** Requests a second of ours over theirs, at least. */
export const ratios = { stock: 2.5, hive: 1.4, postgraphile: 0.75, floor: 0.2 };

/** Bytes of memory of all our processes, the database included, after the measurement. */
export const memoryTarget = 1.2 * 1024 ** 3;

/** A line for each promise that was not kept; `ratioTo` has our rate over that of each. */
export const judge = (ratioTo, memory) => [
  ...Object.entries(ratios)
    .filter(([key, least]) => ratioTo[key] < least)
    .map(([key, least]) => `Ours is ${ratioTo[key].toFixed(2)} × ${key}; ${least} × is promised.`),
  ...(memory > memoryTarget
    ? [
        `Our processes hold ${Math.round(memory / 1024 ** 2)} MiB; ${Math.round(memoryTarget / 1024 ** 2)} are promised.`,
      ]
    : []),
];
