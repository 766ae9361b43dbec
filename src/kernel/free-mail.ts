/**
 * Domains at which anybody may take an address, those used most in China first. Lists with every
 * throw-away domain of the world age within weeks and are fetched anew while they are installed;
 * this one is read, and an officer looks at each address all the same.
 */
const china = `qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com vip.126.com 188.com yeah.net
  sina.com vip.sina.com sina.cn sina.com.cn vip.sina.com.cn sohu.com vip.sohu.com
  sogou.com 139.com 189.cn 189.com wo.cn wo.com.cn 21cn.com 21cn.net tom.com 163.net aliyun.com
  263.net 263.net.cn x263.net eyou.com etang.com citiz.net chinaren.com 2980.com
  88.com email.cn hainan.net gx163.net nn165.com 371.net enet.com.cn
  china.com 56.com public.nn.gx.cn msn.cn yahoo.cn yahoo.com.cn hotmail.com.cn`;

const world = `gmail.com googlemail.com outlook.com outlook.cn hotmail.com hotmail.co.uk hotmail.fr
  live.com live.cn live.hk msn.com passport.com yahoo.com ymail.com rocketmail.com yahoo.co.jp
  yahoo.co.uk yahoo.com.hk yahoo.com.tw yahoo.com.sg yahoo.fr yahoo.de aol.com icloud.com me.com
  mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tuta.com tuta.io tutamail.com
  gmx.com gmx.net gmx.de gmx.at web.de mail.com email.com mail.ru bk.ru inbox.ru list.ru
  yandex.com yandex.ru ya.ru rambler.ru zoho.com zohomail.com zoho.com.cn fastmail.com fastmail.fm
  hushmail.com lycos.com excite.com naver.com daum.net hanmail.net nate.com kakao.com rediffmail.com
  seznam.cz wp.pl o2.pl interia.pl libero.it virgilio.it orange.fr free.fr laposte.net t-online.de
  seed.net.tw hinet.net pchome.com.tw netvigator.com posteo.de mailbox.org disroot.org riseup.net
  startmail.com runbox.com duck.com hey.com skiff.com cock.li simplelogin.com anonaddy.me`;

/** Addresses that last for minutes, and relays that hide who reads. */
const throwAway = `mailinator.com guerrillamail.com guerrillamail.net guerrillamail.org sharklasers.com
  grr.la 10minutemail.com 10minutemail.net temp-mail.org temp-mail.io tempmail.com tempmail.dev
  tempail.com yopmail.com yopmail.fr yopmail.net throwawaymail.com trashmail.com trashmail.de
  getnada.com nada.email dispostable.com maildrop.cc mailnesia.com mintemail.com mohmal.com
  emailondeck.com fakeinbox.com fakemail.net spamgourmet.com moakt.com tempr.email discard.email
  mailcatch.com inboxkitten.com burnermail.io linshiyouxiang.net linshi-email.com chacuo.net
  027168.com bccto.me mail.tm mail.gw tmail.ws minuteinbox.com smailpro.com`;

const domains: ReadonlySet<string> = new Set(
  [china, world, throwAway].flatMap((list) => list.split(/\s+/)),
);

/** Whether anybody may take an address at this domain, or at the one above it. */
export function isFreeMail(domain: string): boolean {
  const labels = domain.toLowerCase().split('.');
  return labels.some((_, index) => domains.has(labels.slice(index).join('.')));
}
