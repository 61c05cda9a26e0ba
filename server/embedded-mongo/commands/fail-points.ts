import { asNumber, type Doc, isDocument, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';

/** The `failCommand` and `maxTimeAlwaysTimeOut` fail points of MongoDB's own tests; only a server started for tests takes them. */
export class FailPoints {
  private commands: string[] = [];
  private left = 0;
  private data: Doc = {};
  private alwaysTooLate = false;

  /** @throws CommandError BadValue for another fail point */
  configure(body: Doc): void {
    if (body['configureFailPoint'] === 'maxTimeAlwaysTimeOut') {
      this.alwaysTooLate = body['mode'] === 'alwaysOn';
      return;
    }
    if (body['configureFailPoint'] !== 'failCommand') throw new CommandError('BadValue', `unknown fail point ${String(body['configureFailPoint'])}`);
    const mode = body['mode'];
    this.data = isDocument(body['data']) ? body['data'] : {};
    this.commands = Array.isArray(this.data['failCommands']) ? this.data['failCommands'].map(String) : [];
    this.left = mode === 'alwaysOn' ? Infinity : isDocument(mode) ? asNumber(mode['times']) : 0;
  }

  /** The answer a command must give instead of running; undefined when it may run. `close` closes the connection. */
  intercept(name: string, body: Doc): { answer?: CommandError; close?: boolean; writeConcernError?: unknown } | undefined {
    if (this.alwaysTooLate && 'maxTimeMS' in body) return { answer: new CommandError('MaxTimeMSExpired', 'operation exceeded time limit') };
    if (this.left <= 0 || !this.commands.includes(name)) return undefined;
    this.left--;
    if (truthy(this.data['closeConnection'])) return { close: true };
    if (this.data['errorCode'] === undefined) return { writeConcernError: this.data['writeConcernError'] };
    const labels = this.data['errorLabels'];
    return { answer: new CommandError(asNumber(this.data['errorCode']), "Failing command via 'failCommand' failpoint", labels ? { errorLabels: labels } : {}) };
  }
}
