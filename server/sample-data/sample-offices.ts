// Offices and people of the sample counties. County names are real ones; every township, school and person below is made up.
import type { Office, Stage } from '../domain/office.js';
import type { Role } from '../domain/role.js';

export type SampleUser = { id: string; login: string; name: string; role: Role; county: string; office: string };
/** Pupils in a class year, roughly, by school. */
export type SampleSchool = Office & { size: number };
export type SampleCounty = { county: string; offices: Office[]; schools: SampleSchool[]; users: SampleUser[] };

type SchoolPlan = [title: string, stages: Stage[], size: number];
type CenterPlan = { township: string; center: string; schools: SchoolPlan[] };
export type CountyPlan = { county: string; prefix: string; bureau: string; centers: CenterPlan[] };

const primary: Stage[] = ['primary'];
const junior: Stage[] = ['junior'];
const nineYear: Stage[] = ['primary', 'junior'];

/** A township as most are: a central primary school, village schools, and a junior or nine-year school. */
const township = (name: string, villages: string[], upper: 'junior' | 'nine-year' | 'none', size: number): CenterPlan => ({
  township: name,
  center: `${name}中心校`,
  schools: [
    [`${name}中心小学`, primary, size],
    ...villages.map((village, index): SchoolPlan => [`${village}小学`, primary, Math.max(3, Math.round(size / (5 + index * 2)))]),
    ...(upper === 'none'
      ? []
      : [
          [
            upper === 'junior' ? `${name}初级中学` : `${name}九年一贯制学校`,
            upper === 'junior' ? junior : nineYear,
            upper === 'junior' ? size * 2 : Math.round(size * 0.8),
          ] as SchoolPlan,
        ]),
  ],
});

export const countyPlans: CountyPlan[] = [
  {
    county: 'pingshun',
    prefix: 'ps',
    bureau: '平顺县教育局',
    centers: [
      township('东岚镇', ['柳沟', '上湾', '石门口'], 'junior', 62),
      township('西渠镇', ['梨树坪', '后峪'], 'junior', 48),
      township('南坪乡', ['杏花岭', '寨底'], 'nine-year', 26),
      township('北窑乡', ['双泉', '土桥', '马家湾'], 'none', 22),
      township('云台镇', ['枣林', '河口'], 'junior', 41),
      township('松岭乡', ['大井', '羊角'], 'nine-year', 18),
      {
        township: '城关镇',
        center: '县直学区',
        schools: [
          ['县第一小学', primary, 156],
          ['县第二小学', primary, 132],
          ['县实验小学', primary, 118],
          ['县第一初级中学', junior, 248],
          ['县第二初级中学', junior, 196],
          ['县实验学校', nineYear, 84],
          ['县特色寄宿制学校', nineYear, 45],
        ],
      },
    ],
  },
  {
    county: 'suiyang',
    prefix: 'sy',
    bureau: '睢阳区教育体育局',
    centers: [
      township('柏陵镇', ['韩楼', '丁庄'], 'junior', 74),
      township('古堤乡', ['杨寨'], 'nine-year', 52),
      {
        township: '文津街道',
        center: '文津街道中心学校',
        schools: [
          ['区直第一小学', primary, 170],
          ['区直第一中学', junior, 260],
        ],
      },
    ],
  },
  {
    county: 'ningde-lanxi',
    prefix: 'lx',
    bureau: '岚溪县教育局',
    centers: [township('溪口镇', ['茶亭'], 'junior', 58), township('岭头乡', ['半山'], 'nine-year', 21)],
  },
  {
    county: 'ningde-shiquan',
    prefix: 'sq',
    bureau: '石泉县教育局',
    centers: [township('泉边镇', ['古井'], 'junior', 49), township('海屿乡', ['灯塔'], 'nine-year', 24)],
  },
];

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'];
const given = ['一禾', '小满', '知夏', '向阳', '明月', '青山', '远舟', '立春', '谷雨', '听雪'];

export function sampleCounty(plan: CountyPlan): SampleCounty {
  const { county, prefix } = plan;
  const offices: Office[] = [];
  const schools: SampleSchool[] = [];
  const users: SampleUser[] = [];
  const person = (): string => `${surnames[users.length % surnames.length]}${given[Math.floor(users.length / surnames.length + users.length) % given.length]}`;
  const employ = (login: string, role: Role, office: string): void =>
    void users.push({ id: `${county}-${login}`, login, name: person(), role, county, office });
  const bureau: Office = {
    id: `${prefix}-bureau`,
    county,
    kind: 'bureau',
    title: plan.bureau,
    order: 0,
    path: `/${county}/`,
    parent: '',
    township: '',
    stages: [],
  };
  offices.push(bureau);
  employ(`${prefix}-review`, 'county-reviewer', bureau.id);
  employ(`${prefix}-design`, 'county-designer', bureau.id);
  employ(`${prefix}-clerk`, 'clerk', bureau.id);
  plan.centers.forEach((one, index) => {
    const center: Office = {
      ...bureau,
      id: `${prefix}-c${index + 1}`,
      kind: 'center',
      title: one.center,
      order: index + 1,
      path: `${bureau.path}c${index + 1}/`,
      parent: bureau.id,
    };
    const seat: Office = {
      ...bureau,
      id: `${prefix}-t${index + 1}`,
      kind: 'township',
      title: `${one.township}${one.township.endsWith('街道') ? '办事处' : '人民政府'}`,
      order: index + 1,
      path: `/${county}/gov/t${index + 1}/`,
      parent: bureau.id,
    };
    offices.push(center, seat);
    employ(`${prefix}-c${index + 1}`, 'center-reviewer', center.id);
    for (const [title, stages, size] of one.schools) {
      const number = String(schools.length + 1).padStart(2, '0');
      const school: Office = {
        ...bureau,
        id: `${prefix}-s${number}`,
        kind: 'school',
        title,
        order: schools.length + 1,
        path: `${center.path}s${number}/`,
        parent: center.id,
        township: seat.id,
        stages,
      };
      offices.push(school);
      schools.push({ ...school, size });
      employ(`${prefix}-s${number}`, 'filler', school.id);
      employ(`${prefix}-s${number}-head`, 'school-head', school.id);
    }
  });
  return { county, offices, schools, users };
}

/** The city above the two made-up counties. */
export const sampleCity: { office: Office; user: SampleUser } = {
  office: {
    id: 'nd-city',
    county: 'ningde',
    kind: 'city',
    title: '宁德市教育局',
    order: 0,
    path: '/ningde/',
    parent: '',
    township: '',
    stages: [],
    counties: ['ningde-lanxi', 'ningde-shiquan'],
  },
  user: { id: 'ningde-nd-city', login: 'nd-city', name: '林望海', role: 'city-viewer', county: 'ningde', office: 'nd-city' },
};
