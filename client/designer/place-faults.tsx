import { faultsAt, useDesk } from './design-desk.js';

/** What is wrong at a place, and with `within` below it, where it is edited. */
export function PlaceFaults({ path, within = false }: { path: string[]; within?: boolean }) {
  const { faults } = useDesk();
  const found = within ? faultsAt(faults, path) : faults.filter((fault) => fault.path === path.join('.'));
  if (found.length === 0) return null;
  return (
    <ul className="place-faults" role="alert">
      {found.map(({ path: place, message }) => (
        <li key={`${place} ${message}`}>{message}</li>
      ))}
    </ul>
  );
}
