import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../config/load-config.js';
import { HostNames } from './host-names.js';
import { HttpWebhookTransport } from './http-webhook-transport.js';

const OPENSSL = '/usr/bin/openssl';
const NAME = 'erp.example.com';

/** Every name leads to this machine. */
class Here extends HostNames {
  override addressesOf(): Promise<readonly string[]> {
    return Promise.resolve(['127.0.0.1']);
  }
}

let server: Server;
let certificate: string;
let received = 0;

// The certificate is made by Debian's openssl; without it there is nothing to try this on.
const describeWithOpenssl = existsSync(OPENSSL) ? describe : describe.skip;

describeWithOpenssl('a receiver that speaks TLS', () => {
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'qingnuo-receiver-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const files = ['-keyout', key, '-out', cert, '-days', '3650'];
    execFileSync(OPENSSL, ['req', '-x509', ...curve, ...files, ...subject], { stdio: 'ignore' });
    certificate = readFileSync(cert, 'utf8');
    server = createServer({ key: readFileSync(key), cert: certificate }, (_, response) => {
      received += 1;
      response.writeHead(204).end();
    });
    rmSync(folder, { recursive: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function post(host: string, authority: string | null) {
    const transport = new HttpWebhookTransport(loadConfig({}), new Here(), authority);
    const { port } = server.address() as AddressInfo;
    const url = `https://${host}:${port}/qingnuo`;
    const before = received;
    const answer = await transport.send({ url, body: '{}', headers: {} });
    transport.onApplicationShutdown();
    return { ...answer, arrived: received - before };
  }

  it('is called by the number of its address and known by the certificate of its name', async () => {
    expect(await post(NAME, certificate)).toMatchObject({ status: 204, arrived: 1 });
  });

  it('gets nothing when its certificate is of another name, or of nobody who is believed', async () => {
    const other = await post('other.example.com', certificate);
    expect(other).toMatchObject({ status: null, arrived: 0 });
    expect(other.text).toContain('altnames');
    const unknown = await post(NAME, null);
    expect(unknown).toMatchObject({ status: null, arrived: 0 });
    expect(unknown.text).toContain('self-signed');
  });
});
