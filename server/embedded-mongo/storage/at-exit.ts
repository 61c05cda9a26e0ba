const leaving = new Set<() => void>();

/**
 * Calls `leave` when this thread's program ends without having closed what it opened; it must not wait for anything.
 * @returns forgets it again
 */
export function atExit(leave: () => void): () => void {
  if (leaving.size === 0) process.on('exit', leaveAll);
  leaving.add(leave);
  return () => {
    leaving.delete(leave);
    if (leaving.size === 0) process.off('exit', leaveAll);
  };
}

function leaveAll(): void {
  for (const leave of leaving) leave();
}
