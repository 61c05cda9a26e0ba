// What a new column is taken to hold, from its Chinese title.
import { expect } from 'chai';
import type { TFunction } from 'i18next';
import { guessLedgerField } from '../../client/designer/ledgers/guess-ledger-field.js';
import { kindOf } from '../../client/designer/properties/field-kinds.js';
import { guessField, isLineNumber, isListOfPeople } from '../../client/designer/sheet/guess-field.js';
import ledgerWords from '../../client/designer/words/ledgers.zh.json' with { type: 'json' };
import words from '../../client/designer/words/table.zh.json' with { type: 'json' };
import type { JsonMap } from '../../server/domain/merge-patch.js';
import { contentsOf } from '../support/packs.js';

const t = ((key: string) => (({ ...words.guess, ...ledgerWords.guess }) as { [key: string]: string })[key.split('.').at(-1) as string]) as unknown as TFunction;
const around = contentsOf('pingshun');

describe('a new column', () => {
  it('of a list of people holds what its title says', () => {
    const kinds = Object.fromEntries(
      ['姓名', '年级', '性别', '监护人', '联系电话', '家访日期', '是否寄宿', '备注', '原因', '家庭人数'].map((title) => {
        const field = guessField(title, true, around, t);
        return [title, field.codeList ?? kindOf(field as unknown as JsonMap)];
      }),
    );
    expect(kinds).to.deep.equal({
      姓名: 'string',
      年级: 'grades',
      性别: 'sexes',
      监护人: 'string',
      联系电话: 'string',
      家访日期: 'date',
      是否寄宿: 'boolean',
      备注: 'string',
      // Two lists of reasons: nobody is asked to choose from the wrong one.
      原因: 'string',
      家庭人数: 'integer',
    });
  });
  it('of a child’s file holds what its title says', () => {
    const titles = ['劝返次数', '家长手机号', '休学到期日期', '是否寄宿', '民族', '离校距离（公里）', '监护人工作单位'];
    expect(titles.map((title) => kindOf(guessLedgerField(title, around, t) as unknown as JsonMap))).to.deep.equal([
      'integer',
      'phone',
      'date',
      'boolean',
      'code',
      'integer',
      'string',
    ]);
  });
  it('of a table of numbers holds a number unless its title says otherwise', () => {
    expect(['借读', '随迁子女', '性别'].map((title) => guessField(title, false, around, t).type)).to.deep.equal(['integer', 'integer', 'integer']);
    expect(guessField('是否达标', false, around, t).type).to.equal('boolean');
  });
  it('that numbers the lines of a list is none: the lines are people where the next column names them', () => {
    expect(
      [
        ['序号', '学生姓名', '年级'],
        ['学生姓名', '年级'],
        ['序号', '项目'],
        ['年级', '姓名'],
      ].map((titles) => isListOfPeople(titles, t)),
    ).to.deep.equal([true, true, false, false]);
    expect(['序号', '编号', '年级'].map((title) => isLineNumber(title, t))).to.deep.equal([true, true, false]);
    expect(kindOf(guessField('身份证号', true, around, t) as unknown as JsonMap)).to.equal('id-number');
  });
});
