// The results as a table for people and docs, and as a chart.
import { readFileSync, writeFileSync } from 'node:fs';
import { root } from '../tools/apps.mjs';
import { ratios } from './targets.mjs';

/** The median of some numbers. */
export const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The median of each figure over all rounds. */
export const medians = (rounds) => ({
  rate: middle(rounds.map(({ rate }) => rate)),
  p50: middle(rounds.map(({ p50 }) => p50)),
  p99: middle(rounds.map(({ p99 }) => p99)),
  cpu: Object.fromEntries(
    Object.keys(rounds[0].cpu).map((part) => [part, middle(rounds.map(({ cpu }) => cpu[part]))]),
  ),
});

const micros = (seconds) => Math.round(seconds * 1e6);

/** The results as a Markdown table; `results` has a row for each contender, ours last. */
export function table(results) {
  const rows = results.map(({ key, title, rate, p50, p99, cpu, ratio }) => [
    title,
    Math.round(rate),
    p50.toFixed(1),
    p99.toFixed(1),
    micros(cpu.gateway),
    micros(cpu.subgraphs),
    micros(cpu.database),
    key === 'ours' ? '' : `${ratio.toFixed(2)} (≥ ${ratios[key]})`,
  ]);
  const head = [
    'who answers',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'CPU µs: front process',
    'subgraphs',
    'database',
    'ours ÷ theirs (promised)',
  ];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Writes the table between the marks in docs/bench.md, and the chart beside it. */
export function write(results, facts) {
  const path = `${root}/docs/bench.md`;
  const marked = /(<!-- results -->\n)[\s\S]*(<!-- end of results -->)/;
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(marked, (_, start, end) => `${start}\n${facts}\n\n${table(results)}\n\n${end}`),
  );
  writeFileSync(`${root}/docs/bench.svg`, chart(results));
}

const WIDTH = 760;
const ROW = 44;
const LABELS = 400;

function chart(results) {
  const most = Math.max(...results.map(({ rate }) => rate));
  const bars = results.map(({ key, title, rate }, i) => {
    const width = Math.max(2, (rate / most) * (WIDTH - LABELS - 90));
    const y = 20 + i * ROW;
    return `  <text x="${LABELS - 12}" y="${y + 18}" text-anchor="end">${title}</text>
  <rect x="${LABELS}" y="${y}" width="${width.toFixed(0)}" height="26" fill="${key === 'ours' ? '#b3261e' : '#8a8f98'}"/>
  <text x="${(LABELS + width + 8).toFixed(0)}" y="${y + 18}">${Math.round(rate)}/s</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${results.length * ROW + 30}" font-family="sans-serif" font-size="13" fill="#222">
  <title>Requests a second, for each who answers</title>
${bars.join('\n')}
</svg>
`;
}
