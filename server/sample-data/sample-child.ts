// One made-up child: name, numbers, family. The area code is one that was never given out, so no number can be a person's.
import { checkDigit } from '../domain/id-number.js';
import type { ChildValues } from '../domain/ledger-views.js';
import { sampleGuardian, sampleName, sampleSurname } from './sample-names.js';
import type { SampleSchool } from './sample-offices.js';
import type { SeededRandom } from './seeded-random.js';

const area = '149925';
const extraVillages = ['上庄', '下庄', '南岭', '北沟', '东坡', '西掌', '前河', '后垴'];

export type SampleFamily = {
  surname: string;
  guardian: string;
  relation: string;
  phone: string;
  village: string;
  address: string;
  household: string;
  years: number[];
};
/** Where the families of a school live, and those that have a child in the ledger already. */
export type Neighbourhood = { township: string; villages: string[]; families: SampleFamily[]; drawn: number };

export function neighbourhoodOf(school: SampleSchool, neighbours: SampleSchool[], township: string): Neighbourhood {
  const named = neighbours.filter(({ title }) => title.endsWith('小学') && !/中心|第|实验/.test(title)).map(({ title }) => `${title.replace('小学', '')}村`);
  const own = school.title.replace(/(中心)?小学$|初级中学$|九年一贯制学校$/, '');
  const place = Number(school.id.replace(/\D/g, '')) % extraVillages.length;
  const extra = [0, 3, 5].map((step) => `${extraVillages[(place + step) % extraVillages.length]}村`);
  return { township, villages: named.includes(`${own}村`) ? [`${own}村`] : [...named, ...extra], families: [], drawn: 0 };
}

/** A child born in the twelve months up to the end of August of `bornBy`. @param used identity numbers given so far */
export function sampleChild(random: SeededRandom, around: Neighbourhood, bornBy: number, serial: number, grade: string | null, used: Set<string>): ChildValues {
  const day = new Date(Date.UTC(bornBy - 1, 8, 1) + random.between(0, 364) * 86_400_000).toISOString().slice(0, 10);
  const family = familyFor(random, around, bornBy);
  const sex = random.oneIn(2) ? 'male' : 'female';
  const { name, nation } = sampleName(random, sex, family.surname);
  const without = random.oneIn(160);
  const number = numberFor(day, sex, serial, used);
  const tags = tagsFor(random, without);
  return {
    name,
    sex,
    born: day,
    nation,
    ...(without ? {} : { idNumber: number }),
    ...(grade === null
      ? {}
      : {
          studentNumber: without ? `L${area}${day.replaceAll('-', '')}${String(1000 + (serial % 9000))}` : `G${number}`,
          grade,
          class: `${random.between(1, 2)}班`,
          placement: 'regular',
        }),
    ...(tags.length > 0 ? { tags } : {}),
    guardian: family.guardian,
    relation: family.relation,
    phone: family.phone,
    township: around.township,
    village: family.village,
    ...(random.oneIn(300) ? {} : { address: family.address }),
    household: family.household,
  };
}

function numberFor(day: string, sex: 'male' | 'female', serial: number, used: Set<string>): string {
  for (let turn = serial; ; turn += 1) {
    const digits = `${area}${day.replaceAll('-', '')}${String(turn % 100).padStart(2, '0')}${(turn * 2 + (sex === 'male' ? 1 : 0)) % 10}`;
    const number = `${digits}${checkDigit(digits)}`;
    if (used.has(number)) continue;
    used.add(number);
    return number;
  }
}

/** One child in four has a brother or sister in the ledger, never a twin: nobody is born twice in a year. */
function familyFor(random: SeededRandom, around: Neighbourhood, year: number): SampleFamily {
  const known = around.families[random.between(0, Math.max(0, around.families.length - 1))];
  if (known && random.oneIn(4) && known.years.length < 3 && !known.years.includes(year)) {
    known.years.push(year);
    return known;
  }
  const surname = sampleSurname(random);
  const village = around.villages[random.between(0, around.villages.length - 1)] as string;
  around.drawn += 1;
  const family: SampleFamily = {
    surname,
    guardian: sampleGuardian(random, random.oneIn(3) ? sampleSurname(random) : surname),
    relation: random.oneIn(8) ? 'grandparent' : random.oneIn(2) ? 'father' : 'mother',
    phone: `1990000${String(random.between(0, 9999)).padStart(4, '0')}`,
    village,
    address: `${around.township}${village}${random.between(1, 9)}组${random.between(1, 120)}号`,
    household: `${around.township.slice(0, 2)}-${village.slice(0, 2)}-${String(around.drawn).padStart(4, '0')}`,
    years: [year],
  };
  around.families.push(family);
  return family;
}

function tagsFor(random: SeededRandom, withoutNumber: boolean): string[] {
  const tags = withoutNumber ? ['noHukou'] : [];
  const chances: [string, number][] = [
    ['leftBehind', 9],
    ['outOfPoverty', 14],
    ['singleParent', 22],
    ['migrant', 30],
    ['lowIncome', 30],
    ['disabled', 70],
    ['unstable', 90],
    ['orphan', 400],
    ['noGuardian', 300],
  ];
  for (const [tag, times] of chances) if (random.oneIn(times)) tags.push(tag);
  return tags;
}
