/** The share of a total that falls to one of many, as even as whole numbers allow. */
export const shareOf = (total: number, index: number, count: number) =>
  Math.floor(((index + 1) * total) / count) - Math.floor((index * total) / count);
