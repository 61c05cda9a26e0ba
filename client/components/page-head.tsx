import type { ReactNode } from 'react';

/** Title of a page with what one can do at its right. */
export function PageHead({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {note && <span className="quiet">{note}</span>}
      <span className="page-head-actions">{children}</span>
    </div>
  );
}
