import { describe, expect, it } from '@jest/globals';
import { isFreeMail } from './free-mail.js';
import { isSameBox, mailDomainOf, registrableDomain } from './mail-domain.js';

describe('the domain of an address', () => {
  it.each([
    ['a@Example.COM', 'example.com'],
    ['"a@b"@example.com', 'example.com'],
  ])('of %s is %s', (email, domain) => {
    expect(mailDomainOf(email)).toBe(domain);
  });

  it.each([
    ['example.com', 'example.com'],
    ['mail.example.com', 'example.com'],
    ['abc.cn', 'abc.cn'],
    ['mail.abc.cn', 'abc.cn'],
    ['mail.example.com.cn', 'example.com.cn'],
    ['oa.nanning.gov.cn', 'nanning.gov.cn'],
    ['a.b.gx.cn', 'b.gx.cn'],
    ['x.y.co.uk', 'y.co.uk'],
    ['co.com', 'co.com'],
  ])('%s was registered as %s', (domain, registered) => {
    expect(registrableDomain(domain)).toBe(registered);
  });

  it('is not told apart by case', () => {
    expect(isSameBox('Office@Body.example', 'office@body.EXAMPLE')).toBe(true);
    expect(isSameBox('office@body.example', 'office@bodies.example')).toBe(false);
  });
});

describe('a domain at which anybody may take an address', () => {
  it.each([
    ...['qq.com', '163.com', '126.com', 'sina.com', 'sohu.com', '139.com', '189.cn', 'aliyun.com'],
    ...['foxmail.com', 'yeah.net', 'tom.com', '21cn.com', 'wo.cn', 'vip.163.com', 'gmail.com'],
    ...['outlook.com', 'QQ.com', 'mailinator.com', 'box.mailinator.com'],
  ])('is %s', (domain) => {
    expect(isFreeMail(domain)).toBe(true);
  });

  it.each(['nanning.gov.cn', 'gxqq.com', 'example.com', 'com'])('is not %s', (domain) => {
    expect(isFreeMail(domain)).toBe(false);
  });
});
