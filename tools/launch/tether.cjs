// Loaded ahead of every process that npm start runs: when the starter goes, however suddenly, the process ends too.
process.once('disconnect', () => {
  setTimeout(() => process.exit(1), 8_000).unref();
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
