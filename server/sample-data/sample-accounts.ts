/** Everybody's in the sample counties; meant to be read by everybody. */
export const samplePassword = 'yibiao-demo';

/** Who to sign in as to see each side of the product. */
export const sampleAccounts: { login: string; words: string }[] = [
  { login: 'ps-s01', words: '平顺县 学校填表人 filler' },
  { login: 'ps-s01-head', words: '平顺县 校长 school head' },
  { login: 'ps-c1', words: '平顺县 中心校审核员 center school' },
  { login: 'ps-review', words: '平顺县 县局审核员 county reviewer' },
  { login: 'ps-design', words: '平顺县 表单管理员 county designer' },
  { login: 'ps-clerk', words: '平顺县 县局文员 clerk' },
  { login: 'sy-review', words: '睢阳区 区局审核员 county reviewer' },
  { login: 'nd-city', words: '宁德市 市局查看员 city' },
];
