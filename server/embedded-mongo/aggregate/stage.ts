import type { Doc } from '../bson/values.js';
import type { Store } from '../commands/command.js';
import type { Pause, Progress } from '../execution/scan.js';

/** A stream of documents, with pauses between. */
export type Stream = Iterable<Doc | Pause>;

/** What stages share: the database, `let` variables and `$$NOW`, and the clock of the command. */
export type PipelineContext = {
  store: Store;
  db: string;
  collection: string;
  variables: Doc;
  progress: Progress;
  depth: number;
  session?: unknown;
  inMemory?: boolean;
};

/** One compiled stage. */
export type Stage = (source: Stream) => Stream;

/** Compiles a stage's specification. */
export type StageCompiler = (spec: unknown, context: PipelineContext) => Stage;
