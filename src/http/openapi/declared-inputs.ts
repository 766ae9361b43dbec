import { DECORATORS } from '@nestjs/swagger';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PayloadClass } from '../../definition/index.js';

/** The classes by which a handler's input is checked. */
export interface DeclaredInput {
  readonly body?: PayloadClass;
  readonly query?: PayloadClass;
}

const shapeless = new Set<unknown>([Object, String, Number, Boolean, Array]);

/**
 * The input classes of every handler, by operation id. They carry validation rules and nothing
 * of Swagger, so the document reads them where the pipe does: in the handler's signature.
 */
export function declaredInputs(app: NestFastifyApplication): ReadonlyMap<string, DeclaredInput> {
  const inputs = new Map<string, DeclaredInput>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, unknown>;
      for (const name of Object.getOwnPropertyNames(prototype)) {
        const operation = operationId(prototype[name]);
        if (operation !== null) inputs.set(operation, inputOf(metatype, prototype, name));
      }
    }
  }
  return inputs;
}

function operationId(handler: unknown): string | null {
  if (typeof handler !== 'function') return null;
  const operation = Reflect.getMetadata(DECORATORS.API_OPERATION, handler) as
    { operationId?: string } | undefined;
  return operation?.operationId ?? null;
}

function inputOf(controller: object, prototype: object, name: string): DeclaredInput {
  const types = (Reflect.getMetadata('design:paramtypes', prototype, name) ?? []) as unknown[];
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number }
  >;
  const classOf = (kind: RouteParamtypes): PayloadClass | undefined => {
    const key = Object.keys(args).find((each) => each.startsWith(`${kind}:`));
    const type = key === undefined ? undefined : types[args[key]?.index ?? -1];
    return typeof type === 'function' && !shapeless.has(type) ? (type as PayloadClass) : undefined;
  };
  const body = classOf(RouteParamtypes.BODY);
  const query = classOf(RouteParamtypes.QUERY);
  return { ...(body && { body }), ...(query && { query }) };
}
