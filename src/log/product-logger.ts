import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogSettings } from '../config/config.js';
import { currentRequestId } from './request-id.js';

/** What the framework says of its own start; of interest when it warns. */
const OF_FRAMEWORK = [
  'InstanceLoader',
  'NestFactory',
  'NestApplication',
  'RouterExplorer',
  'RoutesResolver',
];

type Level = LogSettings['level'];

interface Line {
  readonly level: Level;
  readonly time: string;
  readonly part?: string;
  readonly requestId?: string;
  readonly msg: string;
  readonly stack?: string;
}

/**
 * The log of a process: one line for each thing that is told, with its level and the instant in ISO
 * form, as JSON or for people. Within a request it bears the request's id. Nothing else is added:
 * statements, parameters, bodies and headers are in no line.
 */
export class ProductLogger implements LoggerService {
  private readonly lines: Logger;

  /** @param to standard output, which whoever runs the process keeps */
  constructor(settings: LogSettings, to: DestinationStream = process.stdout) {
    this.lines = pino(
      {
        level: settings.level,
        base: { pid: process.pid },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (level) => ({ level }) },
      },
      settings.format === 'json'
        ? to
        : {
            write: (json) => {
              to.write(textOf(json));
            },
          },
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  /** Nest gives the name of the part last, and a stack before it. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const part = rest.at(-1);
    const isNamed = typeof part === 'string';
    if (isNamed && OF_FRAMEWORK.includes(part) && (level === 'info' || level === 'debug')) return;
    const stack = rest.length > 1 ? rest[0] : message instanceof Error ? message.stack : undefined;
    const requestId = currentRequestId();
    this.lines[level](
      {
        ...(isNamed && { part }),
        ...(requestId !== undefined && { requestId }),
        ...(typeof stack === 'string' && { stack }),
      },
      message instanceof Error ? message.message : String(message),
    );
  }
}

/** `2026-09-18T02:15:00.000Z ERROR Outages: database fails: …`, a stack below it. */
function textOf(json: string): string {
  const { time, level, part, requestId, msg, stack } = JSON.parse(json) as Line;
  const about = requestId === undefined ? '' : ` [${requestId}]`;
  const named = part === undefined ? '' : ` ${part}:`;
  const below = stack === undefined ? '' : `\n${stack}`;
  return `${time} ${level.toUpperCase()}${about}${named} ${msg}${below}\n`;
}
