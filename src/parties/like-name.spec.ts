import { describe, expect, it } from '@jest/globals';
import { likeOneOf } from './like-name.js';

const city = ['南宁市投资促进局', '南宁市人民政府'];
const finance = ['南宁市财政局', '南宁市人民政府'];
const industry = ['南宁市工业和信息化局', '南宁市人民政府'];
const development = ['南宁市发展和改革委员会', '南宁市人民政府'];
const market = ['南宁市市场监督管理局', '南宁市人民政府'];
const regionFinance = ['广西壮族自治区财政厅', '广西壮族自治区人民政府'];
const regionInvestment = ['广西壮族自治区投资促进局', '广西壮族自治区人民政府'];
const assets = ['广西壮族自治区人民政府国有资产监督管理委员会', '广西壮族自治区人民政府'];

describe('a name as people write it', () => {
  it.each<[string, readonly string[]]>([
    // The body itself.
    ['南宁市投资促进局', city],
    ['南宁市投资促进局（南宁市招商局）', city],
    ['南宁市投资促进局(本级)', city],
    ['南宁市投资促进局本级', city],
    ['南宁市本级投资促进局', city],
    ['南宁市商务局（原南宁市投资促进局）', city],
    ['原南宁市投资促进局', city],
    ['南 宁 市 投资促进局', city],
    ['南宁市投资\u200B促进局', city],
    ['南宁市投资·促进局', city],
    ['ｎ南宁市投资促进局'.slice(1), city],
    ['南寧市投資促進局', city],
    ['广西南宁市投资促进局', city],
    ['广西壮族自治区南宁市投资促进局', city],
    ['中国广西南宁投资促进局', city],
    ['南宁投促局', city],
    ['南宁市招商局', city],
    ['市投资促进局', city],
    ['投促局', city],
    ['南宁市财政局、南宁市投资促进局', city],
    // An office of it.
    ['南宁市投资促进局招商一科', city],
    ['南宁市财政局国库支付中心', finance],
    ['南宁市财政局青秀分局', finance],
    ['南宁财政局采购办', finance],
    // Short and former names.
    ['南宁市工信局', industry],
    ['南宁工信委', industry],
    ['南宁市经济和信息化委员会', industry],
    ['南宁市发改委', development],
    ['南宁市发展改革委', development],
    ['南宁市发展和改革局', development],
    ['南宁市市监局', market],
    ['南宁市监局', market],
    ['南宁市市场监管局', market],
    ['南宁市财政厅', finance],
    ['財政局', finance],
    // The government above it.
    ['南宁市政府', finance],
    ['南宁市人民政府办公室', finance],
    ['南宁市', finance],
    ['市政府', finance],
    ['南宁市委市政府', finance],
    // The region's.
    ['自治区财政厅', regionFinance],
    ['广西财政厅', regionFinance],
    ['区财政厅', regionFinance],
    ['财政厅', regionFinance],
    ['广西财政局', regionFinance],
    ['广西壮族自治区财政厅国库处', regionFinance],
    ['廣西壯族自治區財政廳', regionFinance],
    ['广西招商局', regionInvestment],
    ['自治区投资促进局（自治区招商局）', regionInvestment],
    ['广西区政府', regionInvestment],
    ['广西壮族自治区', regionInvestment],
    ['广西国资委', assets],
    ['自治区政府国资委', assets],
  ])('%s is like one of them', (name, bodies) => {
    expect(likeOneOf(name, bodies)).not.toBeNull();
  });

  it.each<[string, readonly string[]]>([
    // Another place.
    ['柳州市投资促进局', city],
    ['柳州市财政局', finance],
    ['南宁市青秀区投资促进局', city],
    ['南宁市青秀区财政局', finance],
    ['青秀区财政局', finance],
    ['横州市财政局', finance],
    ['区财政局', finance],
    ['县财政局', finance],
    ['南宁市青秀区人民政府', finance],
    ['南宁市青秀区', finance],
    ['柳州市人民政府', finance],
    ['桂林市发改委', development],
    // Another body of the place.
    ['南宁市财政局', city],
    ['南宁市住房和城乡建设局', finance],
    ['南宁市人民政府国有资产监督管理委员会', finance],
    ['南宁市国资委', finance],
    ['南宁高新技术产业开发区管理委员会', finance],
    ['南宁市第一人民医院', finance],
    // The region's, for a city's unit, and the other way round.
    ['广西壮族自治区财政厅', finance],
    ['自治区财政厅', finance],
    ['财政厅', finance],
    ['南宁市财政局', regionFinance],
    ['广西南宁市财政局', regionFinance],
    ['财政局', regionFinance],
    ['市投资促进局', regionInvestment],
    ['南宁市人民政府', regionFinance],
    ['自治区审计厅', regionFinance],
    ['自治区政府国资委', regionFinance],
    // Enterprises whose names begin like an office's.
    ['招商局集团有限公司', city],
    ['南宁市招商引资有限公司', city],
    ['广西财政投资集团有限公司', regionFinance],
    ['南宁投资促进有限公司', city],
    ['某公司', city],
  ])('%s is like none of them', (name, bodies) => {
    expect(likeOneOf(name, bodies)).toBeNull();
  });

  it('tells which', () => {
    expect(likeOneOf('南宁市政府', finance)).toBe('南宁市人民政府');
    expect(likeOneOf('南宁市人民政府财政局', finance)).toBe('南宁市财政局');
  });

  it('begins with the name of an enterprise that is a body of the directory', () => {
    const company = ['广西某某投资集团有限公司'];
    expect(likeOneOf('广西某某投资集团有限公司南宁分公司', company)).toBe(company[0]);
    expect(likeOneOf('广西某某建设有限公司', company)).toBeNull();
  });
});
