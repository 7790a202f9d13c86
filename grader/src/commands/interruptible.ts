/** Runs a command that ends by itself, or cleanly when the terminal or the system tells it to. */
export async function interruptible(
  command: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const interruption = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    // The custodian ends what a second signal does not wait for.
    if (interruption.signal.aborted) process.exit(exitCodes[name] ?? 1);
    process.exitCode = exitCodes[name] ?? 1;
    interruption.abort(new Error(`interrupted by ${name}`));
  };
  const names = Object.keys(exitCodes) as NodeJS.Signals[];
  for (const name of names) process.on(name, onSignal);
  try {
    await command(interruption.signal);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
  } finally {
    for (const name of names) process.off(name, onSignal);
  }
}

/** 128 and the number of the signal, as a shell says it. */
const exitCodes: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
};
