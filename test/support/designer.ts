// What a county's designer does over HTTP, in single steps.
import { expect } from 'chai';
import type { Person } from './server.js';

export const monthly = '/api/definitions/monthly-monitoring';
// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of an answer it asserts.
type Json = any;

/** Saves a change over the effective definition as a draft. */
export async function draft(designer: Person, change: object, path = monthly): Promise<Json> {
  const { body } = await designer.get(`${path}/draft`);
  const reply = await designer.patch(`${path}/draft`, { rev: body.rev, change });
  expect(reply.status, reply.text).to.equal(200);
  return reply.body;
}

/** Saves and publishes a change, and waits until open reports have moved. @returns the publication. */
export async function publish(designer: Person, change: object, path = monthly, why = '县里要求'): Promise<Json> {
  const saved = await draft(designer, change, path);
  expect(saved.faults, JSON.stringify(saved.faults)).to.deep.equal([]);
  return publishDraft(designer, saved.rev, path, why);
}

export async function publishDraft(designer: Person, rev: number, path = monthly, why = '县里要求'): Promise<Json> {
  const reply = await designer.post(`${path}/publish`, { rev, why });
  expect(reply.status, reply.text).to.equal(200);
  for (const job of reply.body.jobs) expect((await ended(designer, job)).state).to.equal('done');
  return reply.body;
}

/** A job when it has ended. */
export async function ended(designer: Person, id: string): Promise<Json> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const { body, status, text } = await designer.get(`/api/jobs/${id}`);
    expect(status, text).to.equal(200);
    if (!['waiting', 'running'].includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`job ${id} does not end`);
}
