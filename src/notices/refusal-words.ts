/**
 * What a refusal of 5xx says by which it means "slower": large providers of China answer so when
 * they are written to too fast. Each row is tried on the server's words without regard to case.
 */
const slowerWords: readonly RegExp[] = [
  // Tencent: (IP|Domain|Sender|Connection) frequency limited; per minute, hour or day.
  /frequency\s+(?:is\s+)?limit|too frequent/,
  // NetEase and those who use its system: connections, mails and readers beyond a count.
  /\b(?:HL:(?:ICC|IFC|IFQ|ITC)|MI:(?:STC|SFQ)|RP:(?:QRC|TRC))\b/,
  // Not hops, headers or parts: those are of the message, and stay as they are.
  /too many (?:\w+ )?(?:connections|sessions|messages|mails|e-?mails|requests|errors|recipients|rcpts)/,
  /rate.?limit|thrott?l|concurrency limit|(?:sending|message|connection) rate\b|unusual rate/,
  /\bat a rate that\b|too (?:fast|quickly)|slow (?:it )?down/,
  /[频頻]率|[频頻]繁|[过過]快/,
  /(?:连接|連接|发信|發信|发送|發送|投递|投遞|收件人)(?:次?[数數]量?)?[过過]多/,
];

/** A count of letters that a server takes from one sender in a time. */
const overQuota: readonly RegExp[] = [
  /\b(?:hourly|daily|sending|outgoing|outbound)\b.{0,40}\b(?:quota|limit)\b.{0,20}(?:exceed|reach)/,
  /(?:exceed|reach)\w*.{0,30}\b(?:hourly|daily|sending|outgoing|outbound)\b.{0,20}\b(?:quota|limit)/,
  /\b(?:quota|limit)\b.{0,20}(?:exceed|reach).{0,40}\b(?:hour|minute|day|24 ?h|today|later)/,
  /(?:exceed|reach)\w*.{0,30}\b(?:quota|limit)\b.{0,30}\b(?:hour|minute|day|24 ?h|today|later)/,
  /超[过過出].{0,8}限[制额額]|(?:[发發]信|[发發]送|投[递遞]|当日|當日|今日|每日|每小时|每小時).{0,10}(?:上限|超限)/,
];

/** A limit of what one letter or one mailbox holds, which waiting does not change. */
const OF_SIZE = /\bsize\b|too (?:large|big)|大小|[长長]度|容量|空[间間]|附件/i;

/** Words that mean "later" without asking for less. */
const laterWords: readonly RegExp[] = [
  // Tencent: the reader gets too much just now; of other servers the words mean another thing.
  /mailbox unavailable or access denied/,
  // NetEase: a reputation, or wrong commands and mails of today.
  /\b(?:HL:(?:REP|MEP)|MI:(?:CEL|DMC|CCL)|RP:(?:DRC|CEL|CCL))\b/,
  /gr[ae]y-?list/,
  /try (?:it |again )*(?:again )?(?:later|in \d+|after)/,
  // A sentence of its own; "correct the address and try again" asks for another letter.
  /(?:^|[,;.:(-]\s*)(?:please )?(?:re)?try (?:it )?again\b/,
  /(?:please|come) (?:retry|back later)/,
  /temporar(?:y|ily)/,
  /(?:server|system|mailbox) (?:is )?(?:too )?busy/,
  /稍[后後候]|繁忙/,
];

/** `550 5.1.1`: there is no such mailbox or domain, and there will be none later. */
const NO_SUCH_ADDRESS = /\b5\.1\.[0-9]\b/;

/** The same without a code, which people's own servers leave out. */
const NO_SUCH_WORDS =
  /(?:user|recipient|mailbox) (?:is )?(?:unknown|not found)|unknown (?:user|recipient)|no such (?:user|recipient|mailbox)|does(?: not|n't) exist|(?:mailbox|account) (?:is |has been )?disabled|(?:用户|用戶|[邮郵]箱|收件人|[账帳]号|[账帳][户戶])(?:不存在|已?(?:停用|禁用|[注註][销銷]))/i;

/** `550 5.2.1`: a mailbox that takes nothing; some write it also of one that gets too much just now. */
const TAKES_NOTHING = /\b5\.2\.1\b/;

/** `550 4.7.1`: the enhanced code says that it is not for good, whatever the first one is. */
const NOT_FOR_GOOD = /^\d{3}[ -]4\.\d{1,3}\.\d{1,3}\b/;

/** Each line of an answer repeats its codes, and a phrase may stand across two lines. */
const NEXT_LINE = /\s*[\r\n]+\s*(?:\d{3}(?:[ -]|$))?(?:\d\.\d{1,3}\.\d{1,3}\s+)?/g;

/** Whether a server that refuses for good means only that it is not to be now. */
export function meansLater(response: string): boolean {
  if (NO_SUCH_ADDRESS.test(response)) return false;
  if (NOT_FOR_GOOD.test(response)) return true;
  const words = response.replace(NEXT_LINE, ' ');
  if (NO_SUCH_WORDS.test(words)) return false;
  if (meansSlower(words)) return true;
  return !TAKES_NOTHING.test(words) && says(laterWords, words.replace(/^\d{3}[ -]/, ''));
}

/** Whether it says that it is written to too fast: everything for its domain waits a while then. */
export function meansSlower(response: string): boolean {
  const words = response.replace(NEXT_LINE, ' ');
  return says(slowerWords, words) || (!OF_SIZE.test(words) && says(overQuota, words));
}

function says(rows: readonly RegExp[], words: string): boolean {
  return rows.some((row) => new RegExp(row.source, 'i').test(words));
}
