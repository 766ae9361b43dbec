/**
 * Traditional characters of the names of public bodies and of places in Guangxi, each followed by
 * the simplified one. A list for names, no dictionary: what is not in it stays as it is.
 */
const PAIRS =
  '財财廳厅處处務务發发資资業业與与員员會会關关監监審审計计數数據据統统國国產产衛卫農农環环護护稅税檢检驗验險险認认証证書书記记職职聯联團团體体設设規规劃划勞劳動动' +
  '勢势勵励協协單单導导開开門门間间閱阅電电訊讯訪访評评調调議议譯译貿贸質质購购貨货費费賬账銀银錢钱錄录鐵铁鎮镇鄉乡縣县區区廣广灣湾島岛橋桥樂乐興兴龍龙陽阳東东蘭兰' +
  '賓宾貴贵欽钦鳳凤馬马樹树邊边傳传價价優优備备僑侨億亿劇剧創创辦办勝胜華华衆众眾众場场報报塊块壯壮執执寧宁實实專专將将對对帶带幫帮應应廠厂徵征從从愛爱態态慶庆憑凭' +
  '戶户擴扩擔担採采換换損损搶抢撥拨時时曆历條条極极構构標标機机權权歸归歷历殘残氣气決决沒没準准溫温滿满澤泽濟济濱滨災灾無无煙烟營营爭争牆墙獎奖獨独獻献現现瑤瑶畫画' +
  '異异當当療疗盡尽眞真礦矿禮礼種种穩稳窮穷競竞節节築筑簡简籌筹糧粮級级紀纪納纳純纯細细終终組组經经綜综維维網网緊紧線线總总縮缩績绩繼继續续罰罚義义聖圣聲声聽听膠胶' +
  '臨临舊旧藝艺藥药蒼苍蓋盖號号術术裝装補补製制複复見见觀观覽览觸触訂订託托訓训詢询試试詳详該该課课談谈請请論论諮咨諾诺謝谢讓让貧贫責责賃赁賀贺賣卖賠赔賢贤贏赢趙赵' +
  '車车軍军軌轨較较載载輔辅輕轻輛辆輪轮輸输轄辖轉转辭辞辯辩連连進进遊游運运過过達达違违遙遥遠远適适選选遷迁遺遗郵邮鄧邓醫医釋释鋼钢錦锦鍾钟鐘钟長长閉闭閣阁隊队階阶' +
  '際际陸陆陰阴隨随雜杂雙双離离難难雲云靈灵靜静頂顶項项順顺須须預预領领頭头額额顧顾風风飛飞飲饮館馆養养餘余駐驻魚鱼鮮鲜鳥鸟鹽盐麗丽齊齐齡龄' +
  '爲为內内黨党鄰邻廢废舉举並并併并佈布裡里裏里啟启啓启綠绿緣缘漁渔滬沪';

const simplified: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, at) => [
    PAIRS.charAt(at * 2),
    PAIRS.charAt(at * 2 + 1),
  ]),
);

/** The text with simplified characters, as far as the list goes. */
export function simplify(text: string): string {
  return Array.from(text, (character) => simplified.get(character) ?? character).join('');
}
