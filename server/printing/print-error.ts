export type PrintErrorCode = 'NO_BROWSER' | 'TIMEOUT' | 'CRASHED' | 'TOO_LONG';

/** Why a page could not be printed. `message` is English, for the log: the action that prints turns the code into a Problem. */
export class PrintError extends Error {
  constructor(
    readonly code: PrintErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PrintError';
  }
}
