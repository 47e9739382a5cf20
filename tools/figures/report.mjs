// The figures as a table, what is off, and what is not covered yet.
const COLUMNS = ['locality', 'figure', 'definition', 'published', 'computed', 'verdict'];
const NUMBERS = ['published', 'computed'];

const words = { EXACT: '', OVER: 'over ', NEARLY: 'nearly ', RANGE: '', UNKNOWN: 'unclear ' };

export function report(judged, uncovered) {
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
    ...(uncovered.length ? [`Not yet covered ${uncovered.length}, by mechanism:`] : []),
    ...byMechanism(uncovered),
  );
}

function publishedAs({ qualifier, value, valueTo }) {
  const number = value === null ? '' : value.toLocaleString('en');
  const end = valueTo === null ? '' : `–${valueTo.toLocaleString('en')}`;
  return `${words[qualifier]}${number}${end}`.trim();
}

function table(rows) {
  const heading = Object.fromEntries(COLUMNS.map((column) => [column, column]));
  const width = (column) => Math.max(...[heading, ...rows].map((row) => row[column].length));
  const widths = Object.fromEntries(COLUMNS.map((column) => [column, width(column)]));
  const cell = (row, column) =>
    NUMBERS.includes(column) ? row[column].padStart(widths[column]) : row[column].padEnd(widths[column]);

  return [heading, ...rows].map((row) =>
    COLUMNS.map((column) => cell(row, column))
      .join('  ')
      .trimEnd(),
  );
}

function byMechanism(figures) {
  const mechanisms = [...new Set(figures.map(({ mechanism }) => mechanism))];
  const of = (wanted) => figures.filter(({ mechanism }) => mechanism === wanted).map(({ figure }) => figure);
  return mechanisms.map((mechanism) => `  ${mechanism.padEnd(4)} ${of(mechanism).join(' ')}`);
}

const lines = (...all) => `${all.join('\n')}\n`;
