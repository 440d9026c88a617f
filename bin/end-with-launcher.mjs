// Loaded into the program when a launcher process stands above it: if that one is killed (kill -9), the
// program ends as after SIGTERM, in its own good order, in place of running on without an owner.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
