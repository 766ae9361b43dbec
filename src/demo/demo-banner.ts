import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { StartReport } from '../config/start-report.js';

/** Tells the person who started a demonstration what it is and where to go. */
@Injectable()
export class DemoBanner implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly report: StartReport,
  ) {}

  onApplicationBootstrap(): void {
    this.report.add(demoBanner(this.config));
  }
}

function demoBanner({ publicUrl, smtpUrl }: Config): string {
  const mail =
    smtpUrl === null
      ? `信箱 Mailbox   ${publicUrl}/mailbox`
      : '邮件 Mail      goes out to the server of SMTP_URL; the mailbox page stays empty';
  return `清诺演示环境 · Qingnuo, a demonstration: not for real cases.
时间可以模拟，数据保存在本机。Time is simulated, the passwords below are public.

  接口 API       ${publicUrl}/api/v1
  文档 API page  ${publicUrl}/api/docs
  ${mail}

  账号 Accounts  (password Qingnuo-demo-1, all @demo.qingnuo.example)
    enterprise1  enterprise2
    acceptor.promise  head.promise  acceptor.arrears  head.arrears
    handler.promise.450100  head.promise.450100  handler.arrears.450100  head.arrears.450100
      … and so for each city of Guangxi, 450100 to 451400
    supervisor  stateassets  auditor  credit  observer  admin  securityauditor
    supervisor2  stateassets2  auditor2  credit2  admin2: the second person, since nobody decides alone`;
}
