import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { page, sendPage } from './page.js';

/**
 * The page behind the link in a letter about an account: where its code is to be sent. It knows
 * no code and no account.
 */
@Injectable()
export class AccountRoute implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost<FastifyAdapter>) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.get('/account', async (_request, reply) => sendPage(reply, 200, accountPage()));
  }
}

const calls = [
  ['确认企业注册', 'Confirm a registration', 'POST', 'enterprises/verify', '{ code }'],
  ['接受邀请', 'Accept an invitation', 'POST', 'invitations/accept', '{ code, password }'],
  ['申请重设密码', 'Ask for a new password', 'POST', 'password-resets', '{ email }'],
  ['重设密码', 'Set a new password', 'POST', 'password-resets/complete', '{ code, password }'],
  ['登录', 'Sign in', 'POST', 'sessions', '{ email, password }'],
  [
    '更改密码',
    'Change the password',
    'PUT',
    'accounts/me/password',
    '{ current, password, keepKeys?, keepSessions? }',
  ],
  ['接口密钥', 'Your API keys', 'GET', 'api-keys', ''],
  ['撤销接口密钥', 'Revoke an API key', 'DELETE', 'api-keys/{id}', ''],
  ['休假与代理', 'Leaves and deputies', 'GET', 'leaves', 'Acting-For: accountId'],
] as const;

function accountPage(): string {
  const rows = calls.map(
    ([zh, en, method, path, body]) =>
      `<dt>${zh}<br><span class="en">${en}</span></dt><dd><code>${method} /api/v1/${path}</code><br><code>${body}</code></dd>`,
  );
  return page(
    '账号',
    `<h1>账号 <span class="en">Your account</span></h1>
<p>邮件中的确认码、邀请码、重设码请通过本单位的系统提交，或在接口页面调用下列接口。清诺不会以其他任何方式向您索要这些代码。</p>
<p class="en">Send the code from your letter with your own system, or on the API page by these calls. Nobody of Qingnuo will ask you for it in any other way.</p>
<dl>${rows.join('\n')}</dl>
<p><a href="/api/docs">接口页面 <span class="en">API page</span></a></p>`,
  );
}
