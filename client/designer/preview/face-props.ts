// What every face of the preview is given.
import type { RecordData } from '../../../server/domain/record-data.js';

/** What was typed into the preview of a form, kept while one looks at its other faces. */
export type FaceProps = { data: RecordData; onData: (data: RecordData) => void };
