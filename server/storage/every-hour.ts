/** Sweeps now and every hour; one that fails keeps no other from its turn. @returns how to stop. */
export function everyHour(sweeps: (() => Promise<void>)[], failed: (error: unknown) => void): () => Promise<void> {
  const sweepAll = async (): Promise<void> => {
    for (const sweep of sweeps) await sweep().catch(failed);
  };
  let last = sweepAll();
  const timer = setInterval(() => {
    last = sweepAll();
  }, 3600_000);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await last;
  };
}
