// What changes in a ledger, a letter or a law, in sentences without a key or a word of English.
import { expect } from 'chai';
import { compareDefinitions } from '../../server/domain/definition-changes.js';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import { type JsonMap, mergePatch } from '../../server/domain/merge-patch.js';
import { settingInWords } from '../../server/domain/setting-words.js';
import { sampleLedgerOf } from '../support/ledgers.js';
import { packFiles } from '../support/packs.js';

const { ledger, letters } = sampleLedgerOf('pingshun');
const law = packFiles().find(({ content }) => content.id === 'compulsory-education')?.content as unknown as JsonMap;
const sentences = (before: unknown, change: JsonMap): string[] =>
  compareDefinitions(before as LayeredDefinition, mergePatch(before as JsonMap, change) as unknown as LayeredDefinition).map(({ words }) => words);

describe('changes of ledgers, letters and laws, in words', () => {
  const cases: [string, unknown, JsonMap, string[]][] = [
    [
      'a letter',
      letters['admission-notice']?.snapshot.definition,
      {
        by: { 'school-head': true },
        serial: { pattern: '{office}义入〔{year}〕{number:6}号' },
        texts: { ps_p1: { text: '女生宿舍已备好。', when: "child.sex in ['female']" }, closing: { kind: 'right', when: 'true' }, difficulty: { hidden: true } },
        clauses: { ps_c1: { law: 'compulsory-education', article: 'a2' } },
        fields: { ps_v1: { title: '周岁', value: 'age(child.born, date)' }, name: { required: false } },
        receipt: { lines: { ps_r1: { title: '电话' } } },
        paper: { fontSize: 14 },
        once: { key: 'schoolYear', title: '每学年一份' },
        template: { text: '<p>x</p>' },
      },
      [
        '可以签发的人增加“校长”',
        '文号由“〔机关代字〕义入〔〔年份〕〕〔顺序号〕（4 位）号”改为“〔机关代字〕义入〔〔年份〕〕〔顺序号〕（6 位）号”',
        '增加“女生宿舍已备好。”一段，只写给一部分学生',
        '“特此通知。”一段改为靠右',
        '“特此通知。”一段只写给一部分学生',
        '停用“孩子因身体状况需要延缓入学的，请在报到日期前向学…”一段',
        '增加引用的第 2 条',
        '增加填入的内容“周岁”',
        '填入的内容“儿童姓名”的来处或要求有变',
        '增加回证里“电话”一行',
        '正文字号改为 14 磅',
        '只发一份的规则改为“每学年一份”',
        '改用自己写的版式',
      ],
    ],
    [
      'a ledger',
      ledger.snapshot.definition,
      {
        schema: { properties: { ps_u: { type: 'string', title: '监护人工作单位' }, remark: { hidden: true } } },
        layout: { groups: { family: { fields: { ps_u: {} } } }, list: { ps_u: { width: 100 }, tags: { hidden: true } } },
        privacy: { ps_u: { mask: 'all' }, phone: { mask: 'all' } },
        views: { ps_b: { title: '随迁子女台账', where: 'true' } },
        events: {
          ps_e: { title: '借读', from: { enrolled: true }, by: { filler: true } },
          suspend: { proof: { atLeast: 2 }, by: { clerk: true }, from: { suspected: true } },
        },
        states: { enrolled: { colour: 'error' } },
        by: { export: { filler: true } },
      },
      [
        '增加栏目“监护人工作单位”',
        '不再使用栏目“备注”，旧数保留',
        '“监护人工作单位”放进“家庭情况”一组',
        '名单里增加“监护人工作单位”一列',
        '名单里不再显示“特殊群体”一列',
        '“监护人工作单位”要遮盖',
        '“联系电话”怎样遮盖、谁能看全文有变',
        '增加分册“随迁子女台账”',
        '增加异动“借读”',
        '异动“休学”要的证明材料有变',
        '可以登记异动“休学”的人增加“县局文员”',
        '异动“休学”在哪些状态下可以发生有变',
        '学生状态的设置有变',
        '可以导出的人增加“填表人”',
      ],
    ],
    [
      'a law',
      law,
      {
        editions: {
          e20181229: { until: '2027-02-28' },
          ps_e1: { title: '2027年修正', passed: '2027-01-01', from: '2027-03-01', articles: { a1: { title: '第一条', text: '新' } } },
        },
      },
      ['版本“2018年12月29日第十三届全国人民代表大会常…”到2027-02-28为止', '增加2027-03-01起施行的版本“2027年修正”'],
    ],
  ];
  for (const [name, before, change, expected] of cases)
    it(name, () => {
      const words = sentences(before, change);
      expect(words).to.have.members(expected);
      expect(words.filter((sentence) => /[a-z]{3}/i.test(sentence))).to.deep.equal([]);
    });

  it('names what a text holds as people see it', () => {
    const before = letters['admission-notice']?.snapshot.definition;
    const change = { texts: { salutation: { text: '尊敬的{guardian}（{serial}）：' } } };
    expect(sentences(before, change)).to.deep.equal(['“〔监护人〕：”改为“尊敬的〔监护人〕（〔文号〕）：”']);
    expect(settingInWords(before as unknown as JsonMap, ['texts', 'salutation', 'text'], change.texts.salutation.text)).to.equal(
      '“尊敬的〔监护人〕（〔文号〕）：”',
    );
  });
});
