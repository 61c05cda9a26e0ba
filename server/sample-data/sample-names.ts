// Names for made-up people. Some are there because names like them are what programs get wrong.
import type { SeededRandom } from './seeded-random.js';

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇解',
];
const compound = ['欧阳', '司马', '上官', '尉迟', '诸葛', '东方', '皇甫', '慕容'];
const boys = [...'子浩宇轩泽铭嘉一博文俊晨明皓旭天睿思远志强建国立新向阳青山松柏'];
const girls = [...'雨涵欣怡梓萱诗语思琪可馨若曦佳慧静雅晓梦晴月兰梅秋禾小满听雪'];
const middles = [...'子小文明晓雨思嘉佳志宏永新国春秋海云天一'];
/** Letters that fonts, keyboards and programs stumble over. */
const rare = ['𬭎', '䶮', '㛃', '犇', '喆', '堃', '赟', '骉', '彧', '翀'];
const minority = [
  '阿依古丽·买买提',
  '买买提江·吐尔逊',
  '才让·卓玛',
  '古丽扎尔·艾力',
  '阿不都热依木江·买买提依明江木',
  '巴特尔·乌力吉',
  '扎西·顿珠',
  '迪丽努尔·阿不力孜',
];

export type SampleName = { name: string; nation: string };

/** A child's name; `family` is the surname brothers and sisters share. */
export function sampleName(random: SeededRandom, sex: 'male' | 'female', family: string): SampleName {
  if (random.oneIn(400)) return { name: minority[random.between(0, minority.length - 1)] as string, nation: random.oneIn(2) ? 'n05' : 'n04' };
  const given = sex === 'male' ? boys : girls;
  const pick = (from: string[]): string => from[random.between(0, from.length - 1)] as string;
  const last = random.oneIn(120) ? pick(rare) : pick(given);
  const name = random.oneIn(5) ? `${family}${last}` : `${family}${pick(middles)}${last}`;
  return { name, nation: random.oneIn(60) ? 'n03' : 'n01' };
}

export function sampleSurname(random: SeededRandom): string {
  if (random.oneIn(90)) return compound[random.between(0, compound.length - 1)] as string;
  return surnames[random.between(0, surnames.length - 1)] as string;
}

/** A grown-up of the family. */
export function sampleGuardian(random: SeededRandom, family: string): string {
  const letters = [...'建国军华伟强勇平刚辉海生林红梅芳霞玲秀英桂兰'];
  return `${family}${letters[random.between(0, letters.length - 1)]}${random.oneIn(3) ? '' : letters[random.between(0, letters.length - 1)]}`;
}
