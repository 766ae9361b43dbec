/** The package ships no types beside this file; what we use of it. */
declare module 'class-transformer/cjs/storage.js' {
  import type { TransformFnParams, TransformationType } from 'class-transformer';

  export const defaultMetadataStorage: {
    /** What `@Type()` says of a property, on the class or one that it extends. */
    findTypeMetadata(
      target: new () => object,
      property: string,
    ): { readonly typeFunction: () => unknown } | undefined;
    /** What `@Transform()` says of a property, in the order in which it is done. */
    findTransformMetadatas(
      target: new () => object,
      property: string,
      type: TransformationType,
    ): readonly { readonly transformFn: (params: TransformFnParams) => unknown }[];
  };
}
