import { describe, expect, it } from '@jest/globals';
import { readBodies, readDivisions } from '../../seeds/body-list.js';
import { likenessOf, likeOneOf } from './like-name.js';

const government = '南宁市人民政府';
const city = ['南宁市投资促进局', government];
const finance = ['南宁市财政局', government];
const industry = ['南宁市工业和信息化局', government];
const development = ['南宁市发展和改革委员会', government];
const market = ['南宁市市场监督管理局', government];
const audit = ['南宁市审计局', government];
const assets = ['南宁市人民政府国有资产监督管理委员会', government];
const region = '广西壮族自治区人民政府';
const regionIndustry = ['广西壮族自治区工业和信息化厅', region];
const regionFinance = ['广西壮族自治区财政厅', region];
const regionInvestment = ['广西壮族自治区投资促进局', region];
const district = ['南宁市青秀区财政局', '南宁市青秀区人民政府'];

describe('a body in a name as people write it', () => {
  it.each<[string, string, readonly string[]]>([
    // Two bodies in one field.
    ['a word between', '南宁市住建局和南宁市投资促进局', city],
    ['a word between', '南宁市住建局与南宁市投资促进局', city],
    ['a word between', '南宁市住建局及南宁市投资促进局', city],
    ['a word between', '南宁市住建局以及市投促局', city],
    ['a word between, the place before both', '南宁市住建局和投资促进局', city],
    ['a verb between', '南宁市住建局会同投促局', city],
    ['a firm before it', '某某建设有限公司和南宁市投资促进局', city],
    ['a firm before it, nothing between', '某某建设有限公司南宁市投资促进局', city],
    ['a firm behind it', '南宁市投促局与广西某某有限公司', city],
    ['nothing between', '南宁市住建局南宁市投资促进局', city],
    ['a list', '南宁市住建局、投促局', city],
    ['a blank', '南宁市住建局 南宁市投资促进局', city],
    ['a blank before one without a place', '南宁市住建局 投促局', city],
    ['a new line', '南宁市住建局\n南宁市投资促进局', city],
    ['a blank of full width', '南宁市住建局　南宁市投资促进局', city],
    ['a plus', '南宁市住建局+投资促进局', city],
    ['a bar', '南宁市住建局|投资促进局', city],
    ['a bar of full width', '南宁市住建局｜投资促进局', city],
    ['a stroke', '南宁市住建局/投促局', city],
    ['a comma', '南宁市住建局,投促局', city],
    ['a comma of full width', '南宁市住建局，投促局', city],
    ['another city first', '柳州市财政局、南宁市投促局', city],
    ['the government last', '南宁市住建局和市政府', finance],
    // Quotes and brackets.
    ['quotes', '「南宁市投资促进局」', city],
    ['quotes', '『南宁市投资促进局』', city],
    ['quotes', '"南宁市投资促进局"', city],
    ['quotes', '“南宁市投资促进局”', city],
    ['quotes around the department', '南宁市「投资促进局」', city],
    ['a bracket without an end', '南宁市投资促进局（招商局', city],
    ['brackets of another kind', '〖南宁市投资促进局〗', city],
    ['a label', '被投诉单位：南宁市投资促进局', city],
    ['a bracket that names it', '市招商办（即投资促进局）', city],
    // Characters.
    ['巿 (fú) for 市', '南宁巿投资促进局', city],
    ['a part of a character, from PDF', '南宁市⺠政局、南宁市财政局', finance],
    ['冶 for 治', '广西壮族自冶区财政厅', regionFinance],
    ['入 for 人', '南宁市入民政府', finance],
    ['エ for 工', '南宁市エ信局', industry],
    ['an old form of 宁', '南甯市投資促進局', city],
    ['traditional', '南寧市發展和改革委員會', development],
    ['traditional', '南寧市市場監督管理局', market],
    ['traditional', '廣西壯族自治區工業和信息化廳', regionIndustry],
    ['full width', '南宁市（投资促进局）', city],
    ['a mark that nobody sees', '南宁市投资\u2060促\uFE0F进局', city],
    // Whose body it is.
    ['我市', '我市投资促进局', city],
    ['本市', '本市投促局', city],
    ['behind somebody', '李某和市投促局', city],
    ['我们市', '我们市财政局', finance],
    ['the capital', '首府南宁投资促进局', city],
    ['the capital', '广西首府投资促进局', city],
    ['the capital by its sign', '邕财政局', finance],
    ['的', '南宁市的投资促进局', city],
    ['of the government', '南宁市人民政府所属投资促进局', city],
    ['of the government', '南宁市政府直属的投资促进局', city],
    ['a level', '南宁市级财政局', finance],
    ['party and government', '南宁市委、市政府', finance],
    // Short and former names.
    ['a word between its words', '南宁市投资与促进局', city],
    ['a word left out', '南宁市工业信息化局', industry],
    ['another rank', '南宁市投促中心', city],
    ['another rank', '南宁市投资促进服务中心', city],
    ['another rank', '南宁市投资促进委员会', city],
    ['another rank', '南宁市财政部门', finance],
    ['a slip in a long word', '南宁市投资促近局', city],
    ['a character left out', '南宁市投资进局', city],
    ['without a rank', '南宁市工信', industry],
    ['without a rank', '南宁发改', development],
    ['without a rank', '南宁市财政', finance],
    ['without a rank', '我市财政', finance],
    ['the old name of 发改委', '南宁市计委', development],
    ['the old name of 发改委', '南宁市发展计划委员会', development],
    ['a bureau that it took in', '南宁市物价局', development],
    ['the old name of 市场监管局', '南宁市工商局', market],
    ['the old name of 市场监管局', '南宁市工商行政管理局', market],
    ['a bureau that it took in', '南宁市质监局', market],
    ['a bureau that it took in', '南宁市食品药品监督管理局', market],
    ['the old name of 工信局', '南宁市经济委员会', industry],
    ['the old name of 工信局', '南宁市经委', industry],
    ['the short name', '南宁国资委', assets],
    ['two tasks in one body', '南宁市商务和投资促进局', city],
    ['two tasks in one body', '南宁市投资促进和商务局', city],
    ['two tasks in one body', '南宁市发展改革和科技局', development],
    ['a task twice', '南宁市工信和信息化局', industry],
    ['a character left out', '南宁市工业和信息局', industry],
    ['a slip in a short word', '南宁市财证局', finance],
    ['a word left out', '南宁市市场监督局', market],
    ['a word left out', '南宁市国有资产委员会', assets],
    ['a group for it', '南宁市招商引资工作领导小组办公室', city],
    // The government.
    ['市 twice', '南宁市市政府', finance],
    ['府', '南宁市府', finance],
    ['府', '市府办公室', finance],
    ['the city alone', '南宁', finance],
    ['the city alone', '南宁市', finance],
    ['the city alone', '我市', finance],
    ['the city alone', '首府南宁', finance],
    ['the city alone, in the region', '广西南宁', finance],
    ['the city and another body', '南宁市、南宁市住建局', finance],
    // The region's.
    ['a part of the region', '壮族自治区工信厅', regionIndustry],
    ['the sign of the region', '桂工信厅', regionIndustry],
    ['我区', '我区财政厅', regionFinance],
    ['区', '区工信厅', regionIndustry],
    ['its party and government', '广西区党委政府', regionFinance],
    ['without a rank', '广西工信', regionIndustry],
    ['the second in the field', '南宁市财政局和自治区财政厅', regionFinance],
    ['the second in the field', '某某有限公司、广西投促局', regionInvestment],
    // A district's.
    ['without its city', '青秀区财政局', district],
    ['without its rank', '青秀财政局', district],
    ['its government', '南宁市青秀区政府', district],
    // English.
    ['as the unit has it', 'Nanning Investment Promotion Bureau', city],
    ['municipal', 'Nanning Municipal Investment Promotion Bureau', city],
    ['of', 'Investment Promotion Bureau of Nanning', city],
    ['of', 'the Bureau of Investment Promotion of Nanning City', city],
    ['capitals', 'NANNING INVESTMENT PROMOTION BUREAU', city],
    ['small letters of full width', 'ｎａｎｎｉｎｇ investment promotion bureau', city],
    ['without a place', 'Investment Promotion Bureau', city],
    ['in two words', 'Nan Ning Finance Bureau', finance],
    ['two bodies', 'Nanning Housing Bureau and Nanning Finance Bureau', finance],
    ['both languages', '南宁市财政局 Nanning Finance Bureau', finance],
    ['a city in pinyin', 'Nanning市财政局', finance],
    ['&', 'Nanning Bureau of Industry & Information Technology', industry],
    ['the government', "Nanning Municipal People's Government", finance],
    ['the government', 'Nanning City', finance],
    ["the region's", 'Department of Finance of Guangxi Zhuang Autonomous Region', regionFinance],
  ])('%s: %s', (_, name, bodies) => {
    expect(likeOneOf(name, bodies)).not.toBeNull();
  });
});

describe('a name that is no body of the unit', () => {
  it.each<[string, string, readonly string[]]>([
    ['another city', '柳州市投资促进局', city],
    ['another city', 'Liuzhou Investment Promotion Bureau', city],
    ['another city, two of its bodies', '柳州市住建局和投资促进局', city],
    ['another city, a list', '柳州市住建局、投促局', city],
    ['another city in quotes', '柳州市「投资促进局」', city],
    ['another city, without a rank', '柳州财政', finance],
    ['another city alone', '柳州市', finance],
    ['another city of the region', '广西柳州市投资促进局', regionInvestment],
    ['another region', '宁夏回族自治区财政厅', regionFinance],
    ['another region', '内蒙古自治区财政厅', regionFinance],
    ['a city whose sign is that of the region', '桂林市财政局', regionFinance],
    ['a district', '南宁市青秀区投资促进局', city],
    ['a district of the other city', '城中区财政局', district],
    ['a district, in English', 'Qingxiu District Finance Bureau, Nanning', finance],
    ['a town in a district', '南宁市青秀区某镇政府', finance],
    ['a town in a district', '南宁市青秀区某镇人民政府财政所', finance],
    ['a county', '宾阳县财政局', finance],
    ['the city, for a district', '南宁市财政局', district],
    ['a new district', '南宁市五象新区规划建设管理办公室', finance],
    ['a hospital', '南宁市第一人民医院', finance],
    ['a school', '南宁市第三中学', finance],
    ['a school of the same word', '广西财经学院', regionFinance],
    ['an association', '南宁市建筑业协会', finance],
    ['a court', '南宁市中级人民法院', finance],
    ['another department', '南宁市会计委员会', development],
    ['another department', '南宁市民政局', finance],
    ['another department, whose office it is', '南宁市住建局政府采购中心', finance],
    ['another department, in English', 'Nanning Housing Bureau', finance],
    ['another department, of like letters', '南宁市城市管理局', market],
    ['another department', '南宁市统计局', audit],
    ['another body, one character from it', '南宁市邮政局', finance],
    ['a federation', '南宁市工商业联合会', market],
    // Firms.
    ['a firm with the city in its name', '南宁市城市建设投资集团有限公司', finance],
    ['a firm with the city in its name', '南宁某某贸易有限公司', finance],
    ['a firm with the city in brackets', '某某（南宁）置业有限公司', finance],
    ['a firm with the city in brackets', '某某置业有限公司（南宁市）', finance],
    ['a firm with the city behind', '某某置业有限公司，南宁', finance],
    ['a branch', '某某建设集团有限公司南宁分公司', finance],
    ['a branch', '某某建设集团有限公司南宁项目部', finance],
    ['a firm in quotes', '「南宁」牌饮料有限公司', finance],
    ['two firms', '南宁某某有限公司和柳州某某有限公司', finance],
    ['a firm with the word', '南宁投资促进咨询有限公司', city],
    ['a firm with the word', '南宁财政投资发展集团有限公司', finance],
    ['a firm with the word', '广西工信投资有限公司', regionIndustry],
    ['a firm with the word', '南宁市发展改革咨询事务所', development],
    ['a firm with the word', '南宁大数据产业集团', finance],
    ['a partnership', '南宁招商中心（有限合伙）', city],
    ['a trader', '南宁市城区招商中心（个体工商户）', city],
    ['a bank', '南宁农村商业银行', finance],
    ['a firm, in English', 'Nanning Investment Promotion Consulting Co., Ltd.', city],
    ['a firm, in English', 'Nanning Trading Company', finance],
    ['a firm of a group that is called like an office', '招商局置业南宁有限公司', city],
    ['a person', '张南宁', finance],
    ['nothing', '', finance],
    ['marks alone', '（）、「」', finance],
  ])('%s: %s', (_, name, bodies) => {
    expect(likeOneOf(name, bodies)).toBeNull();
  });
});

describe('each body of the directory', () => {
  const bodies = readBodies().filter(
    ({ divisionCode }) => divisionCode === '450000' || /^450[12]00$/.test(divisionCode),
  );
  const own = bodies.filter(({ units }) => (units ?? []).length > 0);

  it('has seeds', () => {
    expect(own.length).toBeGreaterThan(15);
  });

  const ways: readonly (readonly [string, (name: string) => string])[] = [
    ['as it is', (name) => name],
    ['in quotes', (name) => `「${name}」`],
    ['behind another', (name) => `桂林市民政局和${name}`],
    ['before another', (name) => `${name}与桂林市民政局`],
    ['behind a firm', (name) => `某某有限公司 ${name}`],
    ['with a level', (name) => `${name}（本级）`],
    ['with blanks', (name) => Array.from(name).join(' ')],
    ['with 巿', (name) => name.replaceAll('市', '巿')],
    ['with an office', (name) => `${name}办公室一科`],
  ];

  it.each(own.flatMap(({ name }) => ways.map(([way, write]) => [way, write(name), name] as const)))(
    'is found %s: %s',
    (_, written, name) => {
      expect(likeOneOf(written, [name])).toBe(name);
      // And no other one is, but those whose word it holds.
      const likeness = likenessOf(written);
      const others = own.filter((body) => body.name !== name && likeness([body.name]) !== null);
      expect(others.map((body) => body.name)).toEqual([]);
    },
  );

  it.each(
    own.flatMap(({ name, units = [] }) =>
      units.filter(({ task }) => task === 'handling').map(({ nameEn }) => [nameEn, name] as const),
    ),
  )('is found in English: %s', (nameEn, name) => {
    expect(likeOneOf(nameEn, [name])).toBe(name);
  });
});

describe('each city of the region', () => {
  const cities = readDivisions().filter(({ code }) => /^45\d\d00$/.test(code) && code !== '450000');

  it('is in the list', () => {
    expect(cities).toHaveLength(14);
  });

  it.each(cities)('is known by its English name: $nameEn', ({ nameZh, nameEn }) => {
    const bureau = `${nameZh}财政局`;
    expect(likeOneOf(`${nameEn} Finance Bureau`, [bureau])).toBe(bureau);
  });
});

describe('a comparison', () => {
  const [bureau = ''] = city;

  it.each([
    '南宁市'.repeat(20_000),
    '投资'.repeat(20_000),
    '（'.repeat(20_000),
    '南宁市住建局和'.repeat(5_000),
    '自治区'.repeat(20_000),
    'nanning '.repeat(20_000),
    '甲'.repeat(20_000),
  ])('looks at no more of a name without end than at its beginning', (name) => {
    expect(likeOneOf(`${name}、${bureau}`, city)).toBe(likeOneOf(name, city));
    expect(likeOneOf(`${name.slice(0, 20)}、${bureau}`, city)).toBe(bureau);
  });
});
