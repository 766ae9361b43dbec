import { RouteConfig } from '@nestjs/platform-fastify';

/** What a route says of itself to the web server, which knows it before a body is read. */
export interface RouteFacts {
  /** The route reads a form itself, part by part (`multipart/form-data`); all others take JSON. */
  readonly takesForms?: boolean;
  /** Open to everybody; all others of the interface need an account. */
  readonly isPublic?: boolean;
  /** The scopes of API keys that it is open to, each of which will do; none: closed to every key. */
  readonly keyScopes?: readonly string[];
  /** What a request costs of the allowance of whoever makes it, in units; 1 where it is not said. */
  readonly cost?: number;
  /** What one costs on top that found nothing: guesses are dearer than reading. */
  readonly costOfMiss?: number;
  /** The field of the query that takes a page's `nextCursor`; `cursor` where it is not said. */
  readonly pagedBy?: string;
  /** Each request opens a case, of which there is an allowance of its own. */
  readonly opensCase?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig extends RouteFacts {
    // A member of its own, which an extension has to have.
    readonly cost?: number;
  }
}

const FACTS = 'qingnuo:route-facts';

/** Adds facts to those that other decorators have told of the same route. */
export function routeFacts(facts: RouteFacts): MethodDecorator {
  return (target, key, descriptor) => {
    const method = descriptor.value as object;
    const all = { ...(Reflect.getMetadata(FACTS, method) as RouteFacts | undefined), ...facts };
    Reflect.defineMetadata(FACTS, all, method);
    RouteConfig(all)(target, key, descriptor);
  };
}

/** The route reads a form itself. */
export const TakesForms = (): MethodDecorator => routeFacts({ takesForms: true });

/** A request of this route is dearer than others; one that finds nothing may be dearer still. */
export const Costs = (cost: number, costOfMiss = 0): MethodDecorator =>
  routeFacts({ cost, costOfMiss });

/** Each request opens a case. */
export const OpensCase = (): MethodDecorator => routeFacts({ opensCase: true, cost: 10 });

/** The pages of a list go on by another field of the query than `cursor`. */
export const PagedBy = (field: string): MethodDecorator => routeFacts({ pagedBy: field });
