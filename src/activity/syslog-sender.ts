import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { SyslogTarget } from '../config/security-record-settings.js';
import { framed } from './syslog-message.js';

/** A log server that is silent for so long is taken to be away. */
const SILENT_MS = 10_000;

/**
 * Hands messages to a log server, all of them or it throws. Over a connection the server has taken
 * them when it has closed its side after ours; over UDP nobody can know.
 */
export async function sendSyslog(target: SyslogTarget, messages: readonly string[]): Promise<void> {
  if (target.protocol === 'udp') await sendDatagrams(target, messages);
  else await sendOverConnection(target, messages);
}

async function sendDatagrams(
  { host, port }: SyslogTarget,
  messages: readonly string[],
): Promise<void> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  try {
    for (const message of messages) {
      await new Promise<void>((resolve, reject) => {
        socket.send(message, port, host, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    }
  } finally {
    socket.close();
  }
}

async function sendOverConnection(
  { protocol, host, port }: SyslogTarget,
  messages: readonly string[],
): Promise<void> {
  const socket: Socket =
    protocol === 'tls'
      ? connectSecurely({ host, port, ...(isIP(host) === 0 && { servername: host }) })
      : connect(port, host);
  socket.setTimeout(SILENT_MS, () => socket.destroy(new Error('The log server is silent.')));
  // Whatever it says is not read, but has to be taken for its end to be seen.
  socket.resume();
  const closed = once(socket, 'close');
  closed.catch(() => undefined);
  await once(socket, protocol === 'tls' ? 'secureConnect' : 'connect');
  socket.end(messages.map(framed).join(''));
  const [hadError] = (await closed) as [boolean];
  if (hadError) throw new Error('The connection to the log server broke.');
}
