import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';

/** Where a name leads; a port, so that a test can have names of its own. */
export abstract class HostNames {
  /** Every address of the host. @throws Error when it has none */
  abstract addressesOf(host: string): Promise<readonly string[]>;
}

/** As the system resolves names. */
@Injectable()
export class SystemHostNames extends HostNames {
  override async addressesOf(host: string): Promise<readonly string[]> {
    if (isIP(host) !== 0) return [host];
    const found = await lookup(host, { all: true, verbatim: true });
    return found.map(({ address }) => address);
  }
}
