// Identity numbers, masks and what people search by.
import { expect } from 'chai';
import { namePinyin, searchKeys, searchWord } from '../../server/domain/child-search.js';
import { checkDigit, idFacts, idNumberFault, isUnknownArea, studentNumberFault, tidyNumber } from '../../server/domain/id-number.js';
import { masked } from '../../server/domain/mask.js';
import { sampleLedgerOf } from '../support/ledgers.js';

describe('identity numbers', () => {
  it('knows the samples of GB 11643', () => {
    for (const number of ['11010519491231002X', '440524188001010014']) expect(idNumberFault(number)).to.equal(null);
    expect(checkDigit('11010519491231002')).to.equal('X');
    expect(idFacts('11010519491231002X')).to.deep.equal({ born: '1949-12-31', sex: 'female', area: '110105' });
  });
  it('finds a digit that is wrong or two that changed places, a day that is none, and what is no number', () => {
    const right = '440524188001010014';
    for (let place = 0; place < 18; place += 1)
      for (const digit of '0123456789') {
        const wrong = right.slice(0, place) + digit + right.slice(place + 1);
        if (wrong !== right) expect(idNumberFault(wrong), wrong).to.not.equal(null);
      }
    expect(idNumberFault('440524188001010041')).to.match(/校验码/);
    expect(idNumberFault('110105194913310021')).to.match(/1949-13-31 不存在/);
    for (const text of ['', '123', '11010519491231002x', 'A1010519491231002X', '11010519491231002X ']) expect(idNumberFault(text), text).to.match(/18 位/);
    expect(tidyNumber(' 11010519491231002x　')).to.equal('11010519491231002X');
  });
  it('says of a number that went through a spreadsheet that its last places are lost', () => {
    for (const number of ['1.10105E+17', '1E17', '110105194912310000']) expect(idNumberFault(number), number).to.contain('末几位已经丢失');
    // By chance a real number ends so, too.
    const digits = Array.from({ length: 19 }, (_, n) => `110105194912${n + 10}500`).find((one) => checkDigit(one) === '0') as string;
    expect(idNumberFault(`${digits}0`)).to.equal(null);
  });
  it('only warns of an area nobody knows', () => {
    expect(isUnknownArea('110105')).to.equal(false);
    expect(isUnknownArea('990105')).to.equal(true);
  });
  it('checks pupils’ numbers: G and J by their check digit, L not', () => {
    expect(studentNumberFault('G11010519491231002X')).to.equal(null);
    expect(studentNumberFault('L140425202001011234')).to.equal(null);
    expect(studentNumberFault('L1404252020010112345')).to.match(/19 位/);
    expect(studentNumberFault('L14042520200101123')).to.match(/19 位/);
    expect(studentNumberFault('G110105194912310021')).to.match(/校验码/);
    expect(studentNumberFault('X11010519491231002X')).to.match(/19 位/);
  });
});

describe('masks', () => {
  it('hide the same part everywhere, and never give a length away that is none', () => {
    expect(masked('id-number', '11010519491231002X')).to.equal('110105***********X');
    expect(masked('id-number', '123')).to.equal('***');
    expect(masked('phone', '13812345678')).to.equal('138******78');
    expect(masked('name', '欧阳𬭎')).to.equal('欧**');
    expect(masked('address', '东岚镇柳沟村三组七号')).to.equal('东岚镇柳沟村****');
    expect(masked('all', '随便什么很长的话')).to.equal('******');
    expect(masked('all', '')).to.equal('');
  });
});

describe('names as people search them', () => {
  const { ledger } = sampleLedgerOf('pingshun');
  const keys = (name: string, idNumber = ''): string[] => searchKeys(ledger, { name, idNumber });
  it('reads surnames as surnames', () => {
    expect(namePinyin('单小满')[0]).to.equal('shan');
    expect(namePinyin('尉迟敬')).to.deep.equal(['yu', 'chi', 'jing']);
    expect(namePinyin('曾𬭎')).to.deep.equal(['zeng', 'hong']);
    expect(namePinyin('䶮㛃犇喆堃')).to.have.length(5);
  });
  it('finds any part of a name, its initials, a name with a middle dot, and the end of a number', () => {
    expect(keys('欧阳明月')).to.include.members(['欧阳明月', '明月', '月', 'oymy']);
    expect(keys('买买提·艾力')).to.include.members(['买买提艾力', '艾力', 'mmtal']);
    expect(keys('李𬭎', '11010519491231002X')).to.include('#X20013219491501011');
    for (const [typed, word] of [
      ['买买提·艾力', '买买提艾力'],
      [' OYmy ', 'oymy'],
      ['002x', '#X200'],
      ['0623', '#3260'],
      ['', null],
    ] as const)
      expect(searchWord(typed)).to.equal(word);
    expect(keys('李𬭎', '11010519491231002X').some((key) => key.startsWith(searchWord('002X') as string))).to.equal(true);
  });
});
