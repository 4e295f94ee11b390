// Loaded into a child before its own program: a parent that is killed closes the channel, and the child ends. The
// child's own workers load it too, and have another parent.
if (process.channel && process.env.KEYHOLDER_PARENT === String(process.ppid)) {
  process.on("disconnect", () => {
    setTimeout(() => process.exit(1), 5_000).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel.unref();
}
