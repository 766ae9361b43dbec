import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Config } from '../config/config.js';
import { apiPageLink, escape, page, sendPage } from './page.js';

/**
 * The page behind the link in an officer's letter: how to open the case. It looks nothing up, so
 * it tells nobody whether there is such a case.
 */
@Injectable()
export class CaseRoute implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    const { showsApi } = this.config;
    const server = this.host.httpAdapter.getInstance();
    // Who types the bare address finds the interface.
    server.get('/', async (_request, reply) => reply.redirect(showsApi ? '/api/docs' : '/account'));
    server.get<{ Params: { id: string } }>('/cases/:id', async ({ params }, reply) =>
      sendPage(reply, 200, casePage(params.id, showsApi)),
    );
  }
}

function casePage(id: string, showsApi: boolean): string {
  const address = `/api/v1/cases/${escape(id)}`;
  return page(
    '案件',
    `<h1>查看案件 <span class="en">Open the case</span></h1>
<p>案件须登录后办理。请用本单位的办案系统打开，或在接口页面登录后调用下列接口。</p>
<p class="en">A case is opened after signing in: with your office's own system, or on the API page by these calls.</p>
<dl><dt>登录<br><span class="en">Sign in</span></dt><dd><code>POST /api/v1/sessions</code></dd>
<dt>案件与可办事项<br><span class="en">The case and what you may do</span></dt><dd><code>GET ${address}</code></dd>
<dt>办理<br><span class="en">Act</span></dt><dd><code>POST ${address}/events</code></dd></dl>
${showsApi ? apiPageLink : ''}`,
  );
}
