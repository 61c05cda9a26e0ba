// The program as a person starts it: its last words when it refuses, and what survives when it is killed.

import { createServer } from 'node:net';
import { expect } from 'chai';
import type { Config } from '../server/config.js';
import { type ChildProduct, environmentOf, runToEnd, startChild } from './support/child-product.js';
import { act, fillIn, reportAt } from './support/filled-report.js';
import { forget, type Person, signIn, testConfig } from './support/server.js';

describe('the program', function () {
  this.timeout(120_000);
  let config: Config;
  let child: ChildProduct | null = null;
  before(() => {
    config = testConfig();
  });
  after(async () => {
    await child?.kill('SIGKILL');
    await forget(config);
  });

  it('ends with code 1 and one sentence, without a stack, when it cannot start', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const [busy, setting] = await Promise.all([runToEnd(environmentOf({ ...config, port })), runToEnd({ ...environmentOf(config), PORT: 'x' })]);
    expect(busy).to.deep.equal({
      code: 1,
      output: `端口 ${port} 已被占用，请关掉占用它的程序，或用 PORT 换一个端口\nPort ${port} is busy; set PORT to another.\n`,
    });
    expect(setting.code).to.equal(1);
    expect(setting.output)
      .to.match(/^设置 PORT/)
      .and.not.match(/\n\s+at /);
    other.close();
  });

  it('loses nothing it has answered when it is killed between any two steps of the story', async () => {
    let people: Record<'filler' | 'head' | 'reviewer', Person>;
    const start = async (): Promise<void> => {
      child = await startChild(config);
      const url = (): string => child?.url as string;
      people = { filler: await signIn(url, 'ps-s01'), head: await signIn(url, 'ps-s01-head'), reviewer: await signIn(url, 'ps-review') };
    };
    await start();
    // The month people work on today, whatever day it is: the program goes by the real clock.
    const period = (await people!.filler.get('/api/session')).body.period.key as string;
    const at = reportAt('ps-s01', period);
    const steps: (() => Promise<unknown>)[] = [
      () => people.filler.patch(at, { version: 1, changes: [{ path: 'grades.g1.remark', from: null, to: '断电前写的' }] }),
      () => fillIn(people.filler, at),
      () => act(people.filler, at, 'submit'),
      () => act(people.head, at, 'approve'),
      () => act(people.reviewer, at, 'return', '请核对'),
      () => act(people.filler, at, 'submit'),
      () => act(people.head, at, 'approve'),
      () => act(people.reviewer, at, 'accept'),
    ];
    for (const [index, step] of steps.entries()) {
      await step();
      const answered = (await people!.filler.get(at)).body;
      const history = (await people!.filler.get(`${at}/history`)).body;
      await child!.kill('SIGKILL');
      await start();
      expect((await people!.filler.get(at)).body, `after step ${index + 1}`).to.deep.equal(answered);
      expect((await people!.filler.get(`${at}/history`)).body).to.deep.equal(history);
    }
    const history = (await people!.reviewer.get(`${at}/history`)).body;
    expect([history.sound, history.items.length]).to.deep.equal([true, 6]);
    expect((await people!.filler.get(at)).body.data.grades.g1.remark).to.equal('断电前写的');
  });

  it('ends cleanly when asked to', async () => {
    expect(await child!.kill('SIGTERM')).to.equal(0);
    expect(child!.output())
      .to.include('正在退出')
      .and.not.match(/\n\s+at /);
    child = null;
  });
});
