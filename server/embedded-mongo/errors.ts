/** The numeric codes of MongoDB that this server answers with, by MongoDB's own names (src/mongo/base/error_codes.yml, MongoDB 7.0). */
export const codes = {
  InternalError: 1,
  BadValue: 2,
  GraphContainsCycle: 5,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  CannotCreateIndex: 67,
  CappedPositionLost: 136,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  InvalidDBRef: 55,
  EmptyFieldName: 56,
  DottedFieldName: 57,
  CommandNotFound: 59,
  ImmutableField: 66,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  DocumentValidationFailure: 121,
  CommandNotSupported: 115,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  IncompatibleCollationVersion: 161,
  CommandNotSupportedOnView: 166,
  OptionNotSupportedOnView: 167,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  IndexBuildAborted: 276,
  NoQueryExecutionPlans: 291,
  AmbiguousIndexKeyPattern: 293,
  APIVersionError: 322,
  APIStrictError: 323,
  APIDeprecationError: 324,
  DuplicateKey: 11000,
  BSONObjectTooLarge: 10334,
  OutOfDiskSpace: 14031,
  InterruptedAtShutdown: 11600,
} as const;

export type CodeName = keyof typeof codes;

const nameOfCode = new Map<number, string>(Object.entries(codes).map(([name, code]) => [code, name]));

/** An error a client sees: MongoDB's code, its codeName (`Location<code>` when the code has no name) and extra answer fields. */
export class CommandError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly extra: Record<string, unknown>;
  constructor(code: CodeName | number, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.code = typeof code === 'number' ? code : codes[code];
    this.codeName = nameOfCode.get(this.code) ?? `Location${this.code}`;
    this.extra = extra;
  }
}

/** Why the store could not start; `message` is one sentence for the person who starts it. */
export class EmbeddedMongoError extends Error {
  readonly code: 'LOCKED' | 'NOT_WRITABLE' | 'FORMAT' | 'ADDRESS';
  constructor(code: EmbeddedMongoError['code'], message: string) {
    super(message);
    this.name = 'EmbeddedMongoError';
    this.code = code;
  }
}
