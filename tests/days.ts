/** Only days and hours are turned; everything that waits goes on waiting. */
export const itIs = (day: string, time: string) =>
  jest.useFakeTimers({
    now: new Date(`${day}T${time}:00+08:00`),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
