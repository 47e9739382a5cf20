// The figures as a table, and what is off.
const COLUMNS = ['locality', 'figure', 'definition', 'published', 'computed', 'verdict'];
const NUMBERS = ['published', 'computed'];

/** How a number was printed, as a word before it. */
const words = { EXACT: '', OVER: 'over ', NEARLY: 'nearly ', RANGE: '', UNKNOWN: 'unclear ' };

/** What is printed of the figures that were computed. */
export function report(judged) {
  const rows = judged.map((figure) => ({
    ...figure,
    published: publishedAs(figure),
    computed: figure.computed === null ? '–' : figure.computed.toLocaleString('en'),
  }));
  const off = judged.filter(({ verdict }) => verdict === 'OFF');
  const shown = judged.filter(({ verdict }) => verdict === 'SHOWN');

  return lines(
    ...(rows.length ? [...table(rows), ''] : []),
    ...off.map(({ figure, why }) => `${figure} is off${why ? `: ${why}` : '.'}`),
    `Computed ${judged.length}: ${judged.length - off.length - shown.length} as published, ${off.length} off, ` +
      `${shown.length} shown without a verdict.`,
  );
}

function publishedAs({ qualifier, value, valueTo }) {
  const number = value === null ? '' : value.toLocaleString('en');
  const end = valueTo === null ? '' : `–${valueTo.toLocaleString('en')}`;
  return `${words[qualifier]}${number}${end}`.trim();
}

function table(rows) {
  const all = [Object.fromEntries(COLUMNS.map((column) => [column, column])), ...rows];
  const padded = COLUMNS.map((column) => {
    const cells = all.map((row) => row[column]);
    const widest = Math.max(...cells.map(widthOf));
    return cells.map((cell) => {
      const space = ' '.repeat(widest - widthOf(cell));
      return NUMBERS.includes(column) ? space + cell : cell + space;
    });
  });
  return all.map((_, at) =>
    padded
      .map((cells) => cells[at])
      .join('  ')
      .trimEnd(),
  );
}

/** In columns of a terminal, where a Chinese character takes two. */
const widthOf = (text) => text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);

const lines = (...all) => `${all.join('\n')}\n`;
